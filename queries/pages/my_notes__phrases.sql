-- one row per stock phrase of one person ($author): what they wrote in three notes or more, in its first words, latest use first
select
    u.phrase, arg_min(u.text, u.use) as text, count(*) as count_uses,
    min(u.written_at)::date as first_on, max(u.written_at)::date as last_on
from phrase_uses u
join people a on a.person_id = u.author_id
where a.person_key = $author
group by u.phrase
order by last_on desc, u.phrase;
