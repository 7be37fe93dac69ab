-- behind is true when any measure is, false when one at least is known and none is behind, else unknown (null)
create or replace macro behind_of(attainment, calls, emails, meetings) as case
    when attainment or calls or emails or meetings then true
    when coalesce(attainment, calls, emails, meetings) is null then null
    else false
end;

-- the measures that are behind, in words
create or replace macro behind_by_of(attainment, calls, emails, meetings) as list_filter(
    [
        case when attainment then 'attainment' end, case when calls then 'calls' end,
        case when emails then 'emails' end, case when meetings then 'meetings' end
    ],
    lambda measure: measure is not null
);
