select thing, count(*) as count_things
from obstacle_things
where (obstacle_type, word) in (('tools', 'salesforce'), ('process', 'rebate'), ('customer_market', 'salesforce'))
group by thing
