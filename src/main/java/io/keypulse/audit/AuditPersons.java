package io.keypulse.audit;

import io.keypulse.platform.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class AuditPersons implements PersonalData.Of {
  @Override
  public List<PersonalData> personalData() {
    return List.of(
        PersonalData.whole(
            "audit_entry",
            """
            (t.object_type, t.object_id) in (
              select 'contact', cast(:contact as bigint)
              union all
              select p.object_type, p.object_id from audit_entry p
              where p.object_type in ('contact_point', 'contact_hold')
                and (p.changes #>> '{contact_id,from}' = cast(:contact as text)
                  or p.changes #>> '{contact_id,to}' = cast(:contact as text)))
            """,
            "select forget_audit_values(array_agg(t.id)) from audit_entry t where {rows}"));
  }

  /** The trail keeps what erasing changes. */
  @Override
  public boolean last() {
    return true;
  }
}
