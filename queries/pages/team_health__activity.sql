-- one row per team, leader and rep, by name: calls, e-mails and meetings of the usable weeks, and the level they are
-- held against where one is known (the first weeks have none)
select
    l.person_key as leader_key, p.person_key, p.name as rep, w.team,
    sum(w.count_calls + w.count_emails + w.count_meetings) as count_touches,
    coalesce(sum(w.count_calls + w.count_emails + w.count_meetings) filter (where v.level > 0), 0) as touches_with_level,
    coalesce(sum(v.level) filter (where v.level > 0), 0) as level,
    count(*) as count_weeks
from rep_weeks w
join people p using (person_id)
cross join lateral (select w.calls_level + w.emails_level + w.meetings_level as level) v
left join people l on l.person_id = w.leader_id
where w.is_usable
    and ($from_on is null or w.week + 6 >= $from_on::date)
    and ($to_on is null or w.week <= $to_on::date)
    and ($team is null or w.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or w.role = $role)
group by l.person_key, p.person_key, p.name, w.team
order by rep, p.person_key, w.team, leader_key;
