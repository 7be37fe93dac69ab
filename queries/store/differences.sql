-- one row where a table of the store and its copy differ: how many rows each has
with kept as (
    select count(*) as count_rows, bit_xor(hash(t)) as content from query_table($table) t
),

copied as (
    select count(*) as count_rows, bit_xor(hash(t)) as content from query_table($copy) t
)

select k.count_rows as count_kept, c.count_rows as count_copied
from kept k, copied c
where k.count_rows <> c.count_rows or k.content is distinct from c.content;
