-- one row per other team that a rep may wait on and a word by which a text speaks of it; the longest word found counts
create or replace table other_teams as
select name, unnest(words) as word
from (values
    ('Legal', ['legal', 'lawyer', 'lawyers', 'counsel']),
    ('Marketing', ['marketing', 'demand generation']),
    ('Product', ['product team', 'product management', 'product manager', 'engineering', 'developers']),
    ('Solutions engineering', ['solutions engineering', 'solutions engineer', 'solutions engineers', 'presales', 'pre sales']),
    ('Finance', ['finance', 'accounting', 'billing', 'controlling', 'deal desk']),
    ('Customer success', ['customer success', 'csm', 'support', 'onboarding', 'implementation']),
    ('IT', ['it team', 'it department', 'information technology', 'help desk', 'helpdesk', 'service desk', 'sysadmin']),
    ('Operations', ['sales ops', 'sales operations', 'rev ops', 'revops', 'ops'])
) as listed(name, words);

-- a text as words between single spaces, so that one can be looked for whole; IT is no pronoun
create or replace macro as_words(body) as
    ' ' || trim(regexp_replace(lower(regexp_replace(body, '\bIT\b', 'it team', 'g')), '[^a-z]+', ' ', 'g')) || ' ';
