package io.keypulse.audit;

import io.keypulse.platform.PersonalData;
import io.keypulse.platform.WrittenText;
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
  public PersonalData.Turn turn() {
    return PersonalData.Turn.LAST;
  }

  @Override
  public List<WrittenText> writtenTexts() {
    return List.of(
        new WrittenText(
            "audit_entry",
            "id",
            "t.account_id",
            List.of(),
            """
            case when jsonb_exists_any(t.changes, cast(:fields as text[]))
              then texts_of_entry(t, cast(:columns as text[])) end
            """,
            """
            (select jsonb_object_agg(f.key, f.value) from jsonb_each(t.changes) f
              where t.object_type || '.' || f.key = any (cast(:columns as text[])) and (%s or %s))
            """
                .formatted(
                    WrittenText.saysWho("f.value ->> 'from'", "t.account_id"),
                    WrittenText.saysWho("f.value ->> 'to'", "t.account_id")),
            """
            select forget_audit_texts(cast(:keys as bigint[]), cast(:columns as text[]), cast(:people as int[]),
              cast(:spellings as text[]))
            """));
  }
}
