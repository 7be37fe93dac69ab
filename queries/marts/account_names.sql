-- one row per spelling of a customer account, with the account that it means
-- an account is one across case, accents and white space; nothing else is guessed
create or replace macro plain_account(account) as nullif(trim(regexp_replace(lower(strip_accents(account)), '\s+', ' ', 'g')), '');

create or replace table account_spellings as
with spelled as (
    select account from activities
    union all
    select account from written_notes where relationship = 'customers'
),

counted as (
    select account, count(*) as count_rows from spelled where account is not null group by account
)

select account, plain_account(account) as plain, surrogate('a', plain_account(account)) as account_key, count_rows
from counted
where plain_account(account) is not null
order by account;

-- one row per customer account, under the spelling that files use most
create or replace table account_names as
select account_key, any_value(plain) as plain, trim(arg_max(account, (count_rows, account))) as account
from account_spellings
group by account_key
order by account_key;
