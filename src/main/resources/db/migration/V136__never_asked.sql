-- Whom a closed wave drew, and for whom no mail of it ever left: nobody has asked them, so it costs them no rest and their
-- account none of its mails.
create table never_asked (
  wave_id    int not null,
  contact_id int not null,
  constraint never_asked_key primary key (wave_id, contact_id),
  constraint never_asked_wave foreign key (wave_id) references wave,
  constraint never_asked_contact foreign key (contact_id) references contact
);
create index never_asked_by_contact on never_asked (contact_id);
grant select, insert on never_asked to keypulse_system;
