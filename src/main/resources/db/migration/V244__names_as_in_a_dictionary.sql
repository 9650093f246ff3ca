-- Names stand as in a dictionary, whatever the database's own locale: capitals and accents beside their letters ("eBay", "École",
-- "Zimmer"), by the root order of Unicode, which is the same for readers of every language. Nothing else depends on ICU.
alter table account alter column name type text collate "und-x-icu";
alter table contact alter column name type text collate "und-x-icu";
alter table employee alter column name type text collate "und-x-icu";
alter table team alter column name type text collate "und-x-icu";
alter table survey_program alter column name type text collate "und-x-icu";
alter table questionnaire alter column name type text collate "und-x-icu";
