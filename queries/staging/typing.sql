-- macros that type the cells of a landed row; none raises, null says that a cell cannot be typed
create or replace temp macro plain(cell) as
    nullif(trim(replace(replace(cell, chr(13) || chr(10), chr(10)), chr(13), chr(10)), ' ' || chr(9) || chr(10) || chr(160)), '');

-- one value of several columns, as a date and a time or a first and a last name
create or replace temp macro joined(cells, positions) as case when len(positions) = 1 then plain(cells[positions[1]]) else
    nullif(array_to_string(list_filter(list_transform(positions, lambda p: plain(cells[p])), lambda c: c is not null), ' '), '') end;

-- "Mon 1/12/2026, 9:45:00.083 AM GMT+1" -> "1/12/2026 9:45:00 AM" and "GMT+1"
create or replace temp macro spaced(cell) as regexp_replace(
    regexp_replace(replace(replace(trim(cell), chr(160), ' '), chr(8239), ' '), '\s+', ' ', 'g'),
    '(?i)^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? ', ''
);
-- most moments of a file need nothing of that; to see it costs a fifth
create or replace temp macro is_bare(cell) as regexp_full_match(cell, '\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?: \d{1,2}:\d\d(?::\d\d)?)?');
create or replace temp macro zone_suffix(cell) as case when is_bare(cell) then '' else regexp_extract(
    spaced(cell), '(?i):\d\d(?:[.,]\d+)?(?: ?[ap]\.?m\.?)? ?(Z|(?:UTC|GMT)? ?[+-]\d{1,2}(?::?\d\d)?|UTC|GMT|EST|EDT|PST|PDT|CEST|CET|MESZ|MEZ|BST)$', 1
) end;
create or replace temp macro bare_time(cell) as case when is_bare(cell) then cell else regexp_replace(
    regexp_replace(
        regexp_replace(
            regexp_replace(spaced(cell), '(?i)(:\d\d(?:[.,]\d+)?(?: ?[ap]\.?m\.?)?) ?(?:Z|(?:UTC|GMT)? ?[+-]\d{1,2}(?::?\d\d)?|UTC|GMT|EST|EDT|PST|PDT|CEST|CET|MESZ|MEZ|BST)$', '\1'),
            '(:\d\d)[.,]\d+', '\1'
        ),
        '^(\d{4}-\d\d-\d\d)T', '\1 '
    ),
    ',? (\d{1,2}:)', ' \1'
) end;
create or replace temp macro plausible(moment) as case when year(moment) between 1950 and 2100 then moment end;
create or replace temp macro bare_moment(cell, formats) as plausible(try_strptime(bare_time(cell), formats));

-- minutes east of UTC of "+05:30", "GMT+1", "EST", "Z"
create or replace temp macro offset_minutes(suffix) as
    coalesce([-5, -4, -8, -7, 1, 1, 1, 2, 2][
        list_position(['EST', 'EDT', 'PST', 'PDT', 'CET', 'MEZ', 'BST', 'CEST', 'MESZ'], upper(suffix))], 0) * 60
    + coalesce(try_cast(regexp_extract(suffix, '([+-]\d{1,2})(?::?\d\d)?$', 1) as integer), 0) * 60
    + coalesce(try_cast(regexp_extract(suffix, '[+-]\d{1,2}:?(\d\d)$', 1) as integer), 0)
    * case when contains(suffix, '-') then -1 else 1 end;

-- a moment in the workspace's zone: a zoned time converts, a bare one is in the file's zone or else in it, a day is a day
create or replace temp macro in_workspace_zone(moment, cell, zone, workspace_zone) as case
    when not contains(cell, ':') then moment
    when zone_suffix(cell) <> '' then
        timezone(workspace_zone, timezone('UTC', moment - to_minutes(offset_minutes(zone_suffix(cell)))))
    when zone is not null then timezone(workspace_zone, timezone(coalesce(zone, 'UTC'), moment))
    else moment
end;

-- a moment as the file tells it: a day without a time, no suffix where the zone is unknown
create or replace temp macro as_told(moment, cell, zone) as case
    when not contains(cell, ':') then strftime(moment, '%Y-%m-%d')
    else strftime(moment, '%Y-%m-%dT%H:%M:%S') || case
        when offset_minutes(zone_suffix(cell)) <> 0 then
            case when offset_minutes(zone_suffix(cell)) < 0 then '-' else '+' end
            || lpad((abs(offset_minutes(zone_suffix(cell))) // 60)::varchar, 2, '0') || ':'
            || lpad((abs(offset_minutes(zone_suffix(cell))) % 60)::varchar, 2, '0')
        when zone_suffix(cell) <> '' or zone = 'UTC' then 'Z'
        else ''
    end
end;

-- "$1,250.50", "(1.250,50 €)", "1250.5"; where the style is not known, three digits after one mark are thousands
create or replace temp macro is_number(cell) as regexp_full_match(
    trim(cell), '[-+−(]{0,2} ?(?:[$€£¥₹]|[A-Z]{2,3})? ?[-+−]?\d[\d.,'' \x{00a0}\x{202f}]*(?: ?(?:%|[$€£¥₹]|[A-Z]{3}|kr))? ?-?\)?'
);
create or replace temp macro digits(cell) as regexp_replace(cell, '[^0-9.,]', '', 'g');
create or replace temp macro with_point(digits, style) as case
    when style = 'us' then replace(digits, ',', '')
    when style = 'eu' then replace(replace(digits, '.', ''), ',', '.')
    when contains(digits, '.') and contains(digits, ',') then
        case when regexp_matches(digits, ',\d*$') then replace(replace(digits, '.', ''), ',', '.') else replace(digits, ',', '') end
    when regexp_full_match(digits, '\d{1,3}(?:[.,]\d{3})+') then regexp_replace(digits, '[.,]', '', 'g')
    else replace(digits, ',', '.')
end;
create or replace temp macro finite(number) as case when isfinite(number) then number end;
create or replace temp macro number_of(cell, style) as case
    when is_number(cell) then finite(try_cast(with_point(digits(cell), style) as double))
        * case when regexp_matches(trim(cell), '^[^\d]*[-−(]|-$') then -1 else 1 end
end;

-- the currency whose sign or code stands beside the digits of an amount
create or replace temp macro currency_of(cell, signs, codes) as
    codes[list_position(signs, lower(regexp_extract(cell, '([A-Za-z]*[$€£₹]|[A-Za-zł]{2,4})', 1)))];

-- seconds of "00:06:55", "21:53" (unit m:ss), "1.5 hours" or "12m 32s" (unit words) or a plain number of a unit
create or replace temp macro clock_seconds(cell, unit) as case
    when regexp_full_match(cell, '\d+:\d{1,2}:\d{1,2}(?:[.,]\d+)?') then
        split_part(cell, ':', 1)::double * 3600 + split_part(cell, ':', 2)::double * 60
        + replace(split_part(cell, ':', 3), ',', '.')::double
    when regexp_full_match(cell, '\d{1,9}:\d{1,2}') then
        (split_part(cell, ':', 1)::double * 60 + split_part(cell, ':', 2)::double) * case unit when 'm:ss' then 1 else 60 end
end;
create or replace temp macro part_of(cell, unit) as coalesce(try_cast(replace(regexp_extract(cell, '(?i)(\d+(?:[.,]\d+)?)\s*(?:' || unit || ')', 1), ',', '.') as double), 0);
create or replace temp macro is_worded(cell) as regexp_full_match(cell, '(?i)(?:PT)?(?:\d+(?:[.,]\d+)?\s*[smh][a-z]*\.?(?:\s*,\s*|\s+(?:and|und|et|y)\s+|\s*))+');
create or replace temp macro seconds_of(cell, unit) as try_cast(round(case
    when contains(cell, ':') then clock_seconds(cell, unit)
    when unit = 'words' and is_worded(cell) then
        part_of(cell, 'h|std|stu') * 3600 + part_of(cell, 'm(?:[^os]|$)') * 60 + part_of(cell, 's(?:[^t]|$)')
    when regexp_full_match(cell, '\d{1,15}(?:[.,]\d+)?') then
        replace(cell, ',', '.')::double
        * case unit when 'milliseconds' then 0.001 when 'minutes' then 60 when 'hours' then 3600 when 'days' then 86400 else 1 end
end) as integer);

create or replace temp macro seconds_between(starts, ends) as case when ends >= starts then try_cast(date_diff('second', starts, ends) as integer) end;

-- one text of several answers, each under its question; of a question and an answer column; or of one column
create or replace temp macro composed(cells, positions, headings) as case
    when len(positions) = 1 then plain(cells[positions[1]])
    when len(headings) = len(positions) then nullif(array_to_string(list_filter(
        list_transform(range(1, len(positions) + 1), lambda i: headings[i] || ': ' || plain(cells[positions[i]])),
        lambda answer: answer is not null
    ), chr(10) || chr(10)), '')
    else coalesce(plain(cells[positions[1]]) || ': ', '') || plain(cells[positions[2]])
end;
create or replace temp macro headings_of(cells, positions, headings) as case
    when len(positions) = 1 then null
    when len(headings) = len(positions) then headings
    else [plain(cells[positions[1]])]
end;

-- first day and length in months of "Q1 2026", "FY26 Q1", "H2 2026", "Jan 2026", "2026-01", "2026" or a date
create or replace temp macro period_year(cell) as coalesce(
    try_cast(regexp_extract(cell, '(?:^|\D)(20\d\d)(?:\D|$)', 1) as integer),
    2000 + try_cast(regexp_extract(cell, '(?:FY ?|[/ -]|'')(\d\d)(?:\D|$)', 1) as integer)
);
create or replace temp macro period_months(cell) as case
    when regexp_matches(cell, '(?i)q[1-4]') then 3
    when regexp_matches(cell, '(?i)h[12]') then 6
    when regexp_full_match(trim(cell), '(?i)(?:FY ?)?\d{2,4}') then 12
    else 1
end;
create or replace temp macro period_first(cell, formats, fiscal_month) as cast(case
    when bare_moment(cell, formats) is not null then bare_moment(cell, formats)
    when period_months(cell) = 1 then plausible(try_strptime(trim(cell), ['%Y-%m', '%b %Y', '%B %Y', '%m/%Y']))
    when regexp_full_match(trim(cell), '\d{4}') then plausible(try_strptime(trim(cell), '%Y'))
    else make_date(period_year(cell) - (fiscal_month > 1)::integer, fiscal_month, 1) + to_months(
        coalesce(try_cast(regexp_extract(cell, '(?i)[qh]([1-4])', 1) as integer) - 1, 0)
        * case period_months(cell) when 12 then 0 else period_months(cell) end
    )
end as date);
create or replace temp macro period_last(cell, formats, fiscal_month) as case
    when bare_moment(cell, formats) is not null then cast(bare_moment(cell, formats) as date)
    else cast(period_first(cell, formats, fiscal_month) + to_months(period_months(cell)) - to_days(1) as date)
end;

create or replace temp macro ours(cell, theirs, ours_too) as ours_too[list_position(theirs, lower(plain(cell)))];

-- what makes a row the same as another one of its file
create or replace temp macro row_key(told_id, cells) as md5_number(coalesce(told_id, array_to_string(cells, chr(31))));
