-- Which hold by hand kept somebody from being asked: it keeps its reason and its author when it has ended. Without a foreign key,
-- as all of a frame; holds are never deleted. Of waves before it is not known.
alter table frame_entry
  add column hold_id bigint,
  add constraint frame_entry_hold_is_by_hand check (hold_id is null or blocked = 'MANUAL_HOLD') not valid;
