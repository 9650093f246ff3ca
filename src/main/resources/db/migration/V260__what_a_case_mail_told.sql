-- Which version of the answer a mail about a case told, so that it is not told again.
alter table follow_up_mail add column told int;
