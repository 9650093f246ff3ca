-- The question whether it is mended leads to the ways out by its own link, and no longer by that of the survey, behind
-- which an answer is read and changed.
set role keypulse_system;
update invitation i set former_hashes = coalesce(i.former_hashes, '{}') || p.hashes
from (select f.invitation_id, array_agg(p.token_hash) as hashes
      from follow_up_proof p join follow_up f on f.id = p.follow_up_id group by f.invitation_id) p
where p.invitation_id = i.id;
reset role;
