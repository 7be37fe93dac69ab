-- one row per other team, by name: how notes to it press, hear and help, and what waits on it at the end of the period
select * from peer_links($from_on, $to_on, $team, $leader, $role)
where $other_team is null or other_team_key = $other_team
order by other_team;
