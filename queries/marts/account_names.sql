-- one row per customer account, under the spelling that files use most
-- an account is one across case, accents and white space; nothing else is guessed
create macro plain_account(account) as nullif(trim(regexp_replace(lower(strip_accents(account)), '\s+', ' ', 'g')), '');

create table account_names as
with spelled as (
    select account from activities
    union all
    select account from notes where relationship = 'customers'
),

counted as (
    select account, plain_account(account) as plain, count(*) as count_rows
    from spelled
    group by account
)

select surrogate('a', plain) as account_key, plain, trim(arg_max(account, (count_rows, account))) as account
from counted
where plain is not null
group by plain
order by account_key;
