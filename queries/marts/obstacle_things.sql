-- one row per word by which a sentence speaks of one thing among the obstacles of a type; the lowest rank found counts
-- two mentions of a type are split where each names a thing and these differ: a short list, so that little is split in error
create or replace table obstacle_things as
select obstacle_type, rank, thing, unnest(string_split(words, ' ')) as word
from (values
    ('tools', 1, 'dialer', 'dialer dialler dialers autodialer'),
    ('tools', 2, 'CRM', 'crm salesforce hubspot'),
    ('tools', 3, 'quoting', 'quoting configurator cpq annex'),
    ('tools', 4, 'access', 'vpn login password passwords'),
    ('tools', 5, 'calendar', 'calendar calendars'),
    ('tools', 6, 'portal', 'portal'),
    ('tools', 7, 'headset', 'headset headsets headphones'),
    ('tools', 8, 'scanner', 'scanner scanners'),
    ('tools', 9, 'app', 'app'),
    ('tools', 10, 'tablet', 'tablet tablets'),
    ('tools', 11, 'laptop', 'laptop laptops'),
    ('process', 1, 'discounts', 'discount discounts rebate rebates'),
    ('process', 2, 'credit', 'credit'),
    ('process', 3, 'invoices', 'invoice invoices'),
    ('process', 4, 'trials', 'trial trials sample samples'),
    ('process', 5, 'consent', 'consent'),
    ('process', 6, 'prices', 'price prices'),
    ('process', 7, 'contracts', 'contract contracts clause clauses'),
    ('process', 8, 'priorities', 'priority priorities'),
    ('time_admin', 1, 'meetings', 'meeting meetings'),
    ('time_admin', 2, 'training', 'training trainings'),
    ('time_admin', 3, 'forecast', 'forecast forecasts'),
    ('time_admin', 4, 'travel', 'driving drives travel'),
    ('territory_target', 1, 'pay', 'commission commissions bonus accelerator'),
    ('territory_target', 2, 'quota', 'quota target targets'),
    ('customer_market', 1, 'competitor', 'competitor competitors'),
    ('customer_market', 2, 'merger', 'merger takeover'),
    ('customer_market', 3, 'strike', 'strike strikes'),
    ('customer_market', 4, 'energy', 'energy carbon'),
    ('customer_market', 5, 'budget', 'budget budgets'),
    ('customer_market', 6, 'season', 'season harvest winter summer')
) as listed(obstacle_type, rank, thing, words);
