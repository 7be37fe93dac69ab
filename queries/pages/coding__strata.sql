-- one row per stratum from which the latest sample was drawn: what the reader read in its notes, and how many they are
select stratum, round(count(*) / any_value(probability))::integer as count
from sampled_notes
where sample_id = (select max(sample_id) from sampled_notes)
group by stratum
order by stratum;
