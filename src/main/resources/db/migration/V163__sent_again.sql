-- Whether a mail left once more where it was refused before, because somebody knew that the address works. Once is enough.
alter table mail add column sent_again boolean not null default false;
