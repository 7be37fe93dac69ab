-- one row for one person ($person), as of the end of the period: who they are, when they were last heard, what is here
with bounds as (
    select least(coalesce($to_on::date, now_on), now_on) as until_on, first_note_on from workspace_facts
),

chosen as (from people where person_key = $person),

noted as (
    select max(m.written_on) filter (where m.is_heard) as last_heard_on, max(m.written_on) as last_note_on, count(*) as count_notes
    from coaching_moments m, chosen c, bounds b
    where m.person_id = c.person_id and m.written_on <= b.until_on
),

checked_in as (
    select max(k.written_at)::date as last_check_in_on, count(*) as count_check_ins
    from check_ins k, chosen c, bounds b
    where k.person_id = c.person_id and k.written_at::date <= b.until_on
),

-- an obstacle that is named once more is another state of things; wellbeing is not in the ledger
named as (
    select count(distinct (m.obstacle_id, m.mentioned_on)) as count_mentions
    from obstacle_mentions m, chosen c, bounds b
    where m.person_id = c.person_id and m.mentioned_on <= b.until_on
)

select
    c.person_key, c.name as rep, c.started_on, c.left_on, b.until_on, b.first_note_on,
    n.last_heard_on, (b.until_on - n.last_heard_on) // 7 as weeks_since_heard, n.last_note_on, k.last_check_in_on,
    n.count_notes, k.count_check_ins, o.count_mentions
from chosen c, bounds b, noted n, checked_in k, named o;
