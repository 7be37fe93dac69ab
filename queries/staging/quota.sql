-- one row per landed row of a file of targets: typed, with its defects, and the reason where it cannot be accepted
create or replace temp table staged as
with texts as (
    select line, cells, joined(cells, $m.rep) as person_ref, joined(cells, $m.period_start) as start_told,
        joined(cells, $m.period_end) as end_told, coalesce(lower(plain(cells[$m.measure])), 'quota') as measure,
        plain(cells[$m.target]) as target_told, plain(cells[$m.actual]) as actual_told,
        plain(cells[$m.currency]) as currency_told, joined(cells, $m.as_of) as as_of_told
    from landed
),

typed as (
    select *, period_first(start_told, $m.formats, $m.fiscal_month) as period_start,
        case
            when end_told is not null then period_last(end_told, $m.formats, $m.fiscal_month)
            when $m.are_periods_worded then period_last(start_told, $m.formats, $m.fiscal_month)
            -- a start alone is the start of a month
            else last_day(period_first(start_told, $m.formats, $m.fiscal_month))
        end as period_end,
        number_of(target_told, $m.number_style) as target,
        -- accountants write nothing as a dash
        case when actual_told in ('-', '–', '—') then 0 else number_of(actual_told, $m.number_style) end as actual,
        coalesce(
            currency_told, currency_of(target_told, $m.signs, $m.codes), currency_of(actual_told, $m.signs, $m.codes),
            $m.file_currency
        ) as currency,
        cast(bare_moment(as_of_told, $m.formats) as date) as as_of
    from texts
),

judged as (
    select *, case
        when person_ref is null then 'missing_rep'
        when start_told is null then 'missing_date'
        when period_start is null or period_end is null or period_end < period_start
            or (as_of_told is not null and as_of is null) then 'bad_date'
        when target is null and (target_told is not null or actual is null) then 'bad_number'
        when actual is null and actual_told is not null then 'bad_number'
    end as reason
    from typed
)

select line, person_ref, period_start, period_end, measure, target, actual, currency, as_of,
    list_filter([
        case when end_told is null and not $m.are_periods_worded then 'period_end' end
    ], lambda d: d is not null) as defects,
    false as has_id, row_key(null, cells) as row_key, reason
from judged
