-- one row per customer account and rep who touched it or wrote about it in a period: touches, notes, what is understood
-- touches and notes are those of the period; recent touches and what is understood are as of its end
create or replace macro accounts(period_from, period_to, of_team, of_leader, of_role, of_account) as table (
    with bounds as (
        select coalesce(period_from::date, date '0001-01-01') as from_on,
            least(coalesce(period_to::date, now_on), now_on) as until_on,
            least(coalesce(period_to::date, now_on), now_on) - setting('touch_days')::integer as before_recent_on,
            (select person_id from people where person_key = of_leader) as of_leader_id
        from workspace_facts
    ),

    touches as (
        select any_value(d.account_key) as account_key, any_value(d.person_id) as person_id,
            sum(d.count_touches) filter (where d.touched_on >= b.from_on) as count_touches,
            sum(d.count_calls) filter (where d.touched_on >= b.from_on) as count_calls,
            sum(d.count_emails) filter (where d.touched_on >= b.from_on) as count_emails,
            sum(d.count_meetings) filter (where d.touched_on >= b.from_on) as count_meetings,
            sum(d.count_touches) filter (where d.touched_on > b.before_recent_on) as count_recent_touches,
            max(d.touched_on) filter (where d.touched_on >= b.from_on) as last_touched_on
        from account_days d, bounds b
        where d.account_key is not null
            and d.touched_on <= b.until_on and (d.touched_on >= b.from_on or d.touched_on > b.before_recent_on)
            and (of_account is null or d.account_key = of_account)
            and (of_team is null or d.team = of_team)
            and (of_leader is null or d.leader_id = b.of_leader_id)
            and (of_role is null or d.role = of_role)
        group by d.account_rep
    ),

    noted as (
        select n.account_key, n.author_id as person_id,
            count(*) filter (where n.written_on >= b.from_on) as count_notes,
            count(*) filter (where n.is_read and n.written_on >= b.from_on) as count_notes_read,
            count(*) filter (where n.is_pitching and n.written_on >= b.from_on) as count_pitching,
            count(*) filter (where n.is_pushing and n.written_on >= b.from_on) as count_pushing,
            count(*) filter (where n.is_asking and n.written_on >= b.from_on) as count_asking,
            count(*) filter (where n.is_heard and n.written_on >= b.from_on) as count_heard,
            sum(n.count_business) as count_business, sum(n.count_goals) as count_goals,
            sum(n.count_struggles) as count_struggles, sum(n.count_people) as count_people,
            count(*) as count_notes_ever, count(*) filter (where n.is_read) as count_read_ever,
            count(*) filter (where n.is_understanding) as count_understanding_ever
        from customer_notes n, bounds b
        where n.account_key is not null and n.written_on <= b.until_on
            and (of_account is null or n.account_key = of_account)
            and (of_team is null or n.team = of_team)
            and (of_leader is null or n.leader_id = b.of_leader_id)
            and (of_role is null or n.role = of_role)
        group by n.account_key, n.author_id
    )

    select
        coalesce(t.account_key, n.account_key) as account_key, coalesce(t.person_id, n.person_id) as person_id,
        t.last_touched_on,
        coalesce(t.count_touches, 0)::integer as count_touches, coalesce(t.count_calls, 0)::integer as count_calls,
        coalesce(t.count_emails, 0)::integer as count_emails, coalesce(t.count_meetings, 0)::integer as count_meetings,
        coalesce(t.count_recent_touches, 0)::integer as count_recent_touches,
        coalesce(n.count_notes, 0) as count_notes, coalesce(n.count_notes_read, 0) as count_notes_read,
        coalesce(n.count_pitching, 0) as count_pitching, coalesce(n.count_pushing, 0) as count_pushing,
        coalesce(n.count_asking, 0) as count_asking, coalesce(n.count_heard, 0) as count_heard,
        coalesce(n.count_business, 0)::integer as count_business, coalesce(n.count_goals, 0)::integer as count_goals,
        coalesce(n.count_struggles, 0)::integer as count_struggles, coalesce(n.count_people, 0)::integer as count_people,
        coalesce(n.count_notes_ever, 0) as count_notes_ever, coalesce(n.count_read_ever, 0) as count_read_ever,
        coalesce(n.count_understanding_ever, 0) as count_understanding_ever
    from touches t
    full join noted n on n.account_key = t.account_key and n.person_id is not distinct from t.person_id
    where t.count_touches > 0 or n.count_notes > 0
);

-- one row per customer account of a period, all its reps together, and whether it is touched often and understood
create or replace macro customers(period_from, period_to, of_team, of_leader, of_role, of_account) as table (
    select
        account_key, max(last_touched_on) as last_touched_on, list(person_id) as person_ids,
        sum(count_touches)::integer as count_touches, sum(count_calls)::integer as count_calls,
        sum(count_emails)::integer as count_emails, sum(count_meetings)::integer as count_meetings,
        sum(count_recent_touches)::integer as count_recent_touches,
        sum(count_notes)::integer as count_notes, sum(count_notes_read)::integer as count_notes_read,
        sum(count_pitching)::integer as count_pitching, sum(count_pushing)::integer as count_pushing,
        sum(count_asking)::integer as count_asking, sum(count_heard)::integer as count_heard,
        sum(count_business)::integer as count_business, sum(count_goals)::integer as count_goals,
        sum(count_struggles)::integer as count_struggles, sum(count_people)::integer as count_people,
        sum(count_recent_touches) >= setting('many_touches') as is_touched_often,
        -- without a note that was read nobody can say what is understood
        case
            when sum(count_understanding_ever) > 0 then 'something'
            when sum(count_read_ever) > 0 then 'nothing'
            when sum(count_notes_ever) > 0 then 'not read'
            else 'no notes'
        end as understood
    from accounts(period_from, period_to, of_team, of_leader, of_role, of_account)
    group by account_key
);
