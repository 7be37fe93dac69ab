-- calls, e-mails and meetings of a week add up to the rows logged, but for those that another source logged too
with logged as (
    select person_id, date_trunc('week', occurred_at)::date as week, count(*) as count_logged from activities
    group by all
),

left_aside as (select person_id, week, sum(count_other) as count_other from source_overlap group by all)

select w.person_id, w.week, w.count_calls + w.count_emails + w.count_meetings as count_counted, l.count_logged,
    coalesce(a.count_other, 0) as count_other
from week_counts w
join logged l using (person_id, week)
left join left_aside a using (person_id, week)
where w.count_calls + w.count_emails + w.count_meetings + coalesce(a.count_other, 0) <> l.count_logged;
