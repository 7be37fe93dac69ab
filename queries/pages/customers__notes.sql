-- one row per note about a customer, the latest 200, with the marks of its coded sentences
with found as (
    select n.note_key, n.text_key, n.team, n.author_id, n.stance, n.is_read, n.written_at, count(*) over () as count_found
    from customer_notes n
    cross join workspace_facts f
    left join people l on l.person_id = n.leader_id
    where n.written_on <= f.now_on
        and ($account is null or n.account_key = $account)
        and ($only_read is null or n.is_read)
        and ($reading is null or case $reading when 'pressing' then n.is_pitching or n.is_pushing when 'heard' then n.is_heard end)
        and ($without_team is null or n.team is null)
        and ($from_on is null or n.written_on >= $from_on::date)
        and ($to_on is null or n.written_on <= $to_on::date)
        and ($team is null or n.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or n.role = $role)
    order by n.written_at desc, n.note_key
    limit 200
)

select
    f.note_key, null::varchar as rep, p.name as author, f.team, 'customers' as relationship, f.stance, o.certainty, o.source,
    o.session_kind, o.account, o.text, coalesce(k.marks, []) as marks, f.is_read, f.written_at, f.count_found
from found f
join notes o using (note_key)
left join people p on p.person_id = f.author_id
left join text_marks k on k.text_key = f.text_key
order by f.written_at desc, f.note_key;
