-- one row per rep who touched a customer account ($account) or wrote about it in the period, by name
select
    p.person_key, p.name as rep, a.last_touched_on, a.count_touches, a.count_calls, a.count_emails, a.count_meetings,
    a.count_notes, a.count_pitching, a.count_pushing, a.count_asking, a.count_heard
from accounts($from_on, $to_on, $team, $leader, $role, $account) a
left join people p using (person_id)
where $account is not null
order by rep, p.person_key;
