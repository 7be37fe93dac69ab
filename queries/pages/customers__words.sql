-- one row per sentence that shows a customer's business, goals, struggles or people, latest first, 500 at most
with found as (
    select n.note_key, n.account_key, n.author_id, w.text_key, w.position, w.kind, w.obstacle_type, n.written_at,
        count(*) over () as count_found
    from customer_words w
    join customer_notes n using (note_key)
    cross join workspace_facts f
    left join people l on l.person_id = n.leader_id
    where n.written_on <= f.now_on
        and ($account is null or n.account_key = $account)
        and ($obstacle_type is null or w.obstacle_type = $obstacle_type)
        and ($from_on is null or n.written_on >= $from_on::date)
        and ($to_on is null or n.written_on <= $to_on::date)
        and ($team is null or n.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or n.role = $role)
    order by n.written_at desc, n.note_key, w.position, w.kind
    limit 500
)

select
    f.note_key, a.account, p.name as author, f.kind, f.obstacle_type, s.text, f.written_at::date as written_on, f.count_found
from found f
join sentences s using (text_key, position)
left join account_names a using (account_key)
left join people p on p.person_id = f.author_id
order by f.written_at desc, f.note_key, f.position, f.kind;
