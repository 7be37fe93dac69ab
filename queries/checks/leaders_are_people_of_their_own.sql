-- nobody leads themselves
select person_id, team, from_on from memberships where person_id = leader_id;
