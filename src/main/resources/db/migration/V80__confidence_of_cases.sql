-- Who asks to be called in a confidential wave tells that and nothing else; cases opened before told the aspect as well, and
-- the rules that matched it.
set role keypulse_system;
update follow_up f set aspect = null,
  rule_ids = array(select r.id from follow_up_rule r where r.id = any (f.rule_ids) and r.sign <> 'OVERALL' and r.sign <> 'ASPECT'
    order by r.id)
from wave w where w.id = f.wave_id and w.confidentiality = 'AGGREGATE'
  and (f.aspect is not null or exists (
    select from follow_up_rule r where r.id = any (f.rule_ids) and r.sign in ('OVERALL', 'ASPECT')));
reset role;
