-- one row: the latest mention of an obstacle ($obstacle), to which what a person does about it is tied, and whose it is
select
    m.text_key, m.position, m.mentioned_on, f.now_on,
    -- the id of a people file lasts longest, then the shortest way in which files name them
    (
        select arg_min(r.ref, (r.ref <> r.person_id, length(r.ref), r.ref))
        from person_refs r
        where r.person_id = m.person_id
    ) as person_ref
from obstacle_mentions m
cross join workspace_facts f
where m.obstacle_key = $obstacle
order by m.written_at desc, m.document_key, m.position desc
limit 1;
