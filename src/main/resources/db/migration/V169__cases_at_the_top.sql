-- Cases that came to the top of the line and of which nobody has done what is due.
create index follow_up_at_the_top on follow_up (id)
  where next_climb_at is null and state in ('OPEN', 'ACKNOWLEDGED', 'CONTACTED');
create index follow_up_of_nobody on follow_up (id) where owner_id is null and state in ('OPEN', 'ACKNOWLEDGED', 'CONTACTED');
