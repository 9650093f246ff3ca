-- Whether those who answer are thanked by mail is said by each program.
alter table survey_program add column thanks boolean not null default false;
