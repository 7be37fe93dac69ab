-- where a target of calls, e-mails or meetings says what was reached, the activity log says the same
select * from activities_reached where actual <> count_logged;
