-- The questionnaire that Keypulse brings, in an edition that asks in every language how satisfied somebody is: in French and Chinese
-- the first one asked whether they are, which leads to yes. What waves asked stays; programs go on asking as they did until somebody
-- gives them this edition, for a series whose question changes is another series.
with first as (
  select name, aspects, levels from questionnaire where id = 1),
edition as (
  insert into questionnaire (name, edition, aspects, levels, made_at)
  select f.name, (select max(q.edition) + 1 from questionnaire q where q.name = f.name), f.aspects, f.levels, now() from first f
  returning id)
insert into questionnaire_wording (questionnaire_id, language, key, text)
select e.id, w.language, w.key, case
  when w.key = 'QUESTION' and w.language = 'fr' then 'Dans quelle mesure êtes-vous satisfait de votre collaboration avec nous' || chr(160) || '?'
  when w.key = 'QUESTION' and w.language = 'zh' then '您对与我们合作的满意程度如何？'
  else w.text end
from edition e cross join questionnaire_wording w where w.questionnaire_id = 1;
