-- one row per kind of thing that customers struggle with, by notes of the period; most accounts first
select
    w.obstacle_type, count(distinct n.account_key) as count_accounts, count(*) as count_sentences,
    min(n.written_on) as first_named_on, max(n.written_on) as last_named_on
from customer_words w
join customer_notes n using (note_key)
cross join workspace_facts f
left join people l on l.person_id = n.leader_id
where w.kind = 'struggles' and w.obstacle_type is not null and n.written_on <= f.now_on
    and ($from_on is null or n.written_on >= $from_on::date)
    and ($to_on is null or n.written_on <= $to_on::date)
    and ($team is null or n.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or n.role = $role)
group by w.obstacle_type
order by count_accounts desc, count_sentences desc, w.obstacle_type;
