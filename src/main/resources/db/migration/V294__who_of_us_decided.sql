-- Who decided and approved, where that is one of our employees and somebody said which: a name alone says it of nobody else.
alter table key_decision
  add column decided_by_id int,
  add column approved_by_id int,
  add constraint key_decision_decided_by foreign key (decided_by_id) references employee,
  add constraint key_decision_approved_by foreign key (approved_by_id) references employee;
