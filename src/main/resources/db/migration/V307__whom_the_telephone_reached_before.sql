-- Where an answer was taken back since, nobody can tell any more which way it came: it counts as one through the link, as before.
set role keypulse_system;
update invitation i set interviewed_at = i.answered_at from answer n
where n.invitation_id = i.id and n.mode = 'PHONE' and i.answered_at is not null;
reset role;
alter table invitation validate constraint invitation_interviewed_is_answered;
