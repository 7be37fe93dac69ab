select distinct name from other_teams
