-- In which round of a case an action was planned, and in which it was done: after the customer has said that it is not mended,
-- what was done before is no longer what is done about it.
alter table follow_up_action
  add column round int not null default 1,
  add column done_round int,
  add constraint follow_up_action_done_in_a_round check (done_round is null or done_at is not null);
set role keypulse_system;
update follow_up_action a set
  round = 1 + (select count(*) from follow_up_proof p
    where p.follow_up_id = a.follow_up_id and p.outcome = 'NOT_RECOVERED' and p.answered_at < a.recorded_at),
  done_round = case when a.done_at is not null then 1 + (select count(*) from follow_up_proof p
    where p.follow_up_id = a.follow_up_id and p.outcome = 'NOT_RECOVERED' and p.answered_at < a.done_at) end;
reset role;
grant update (done_round) on follow_up_action to keypulse_member;
