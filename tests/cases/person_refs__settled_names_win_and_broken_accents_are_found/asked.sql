-- one row per reference: whom it means, and whether somebody settled that
select ref, person_id, is_matched, is_settled from person_refs
