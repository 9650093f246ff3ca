package io.keypulse.intake;

import io.keypulse.platform.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Files, and rows that did not get in with what was said of them. */
@ApplicationScoped
class IntakePersons implements PersonalData.Of {
  @Override
  public List<PersonalData> personalData() {
    return List.of(
        PersonalData.whole(
            "import_parked",
            """
            (t.kind = 'contacts' and t.source = :source and t.external_id = :externalId
              or t.awaits_source = :source and t.awaits_id = :externalId
              or t.cells ->> 'contact_external_id' = :externalId
                and coalesce(nullif(t.cells ->> 'contact_source', ''), t.source) = :source
              or exists (select from jsonb_each_text(t.cells) c
                where cell_mentions(c.value, cast(:spellings as text[]), cast(:phones as text[]))
                  or trim(c.value) = any (cast(:texts as text[]))))
            """,
            """
            with gone as (delete from import_parked t where {rows} returning t.job_id, t.line),
            settled as (
              update import_verdict v set verdict = 'REJECTED', code = 'DROPPED', message = 'Erased.',
                awaits_source = null, awaits_id = null
              from gone g where v.job_id = g.job_id and v.line = g.line)
            update import_job j set parked = parked - g.number, rejected = rejected + g.number
            from (select job_id, cast(count(*) as int) as number from gone group by job_id) g where j.id = g.job_id
            """),
        PersonalData.whole(
            "import_verdict",
            """
            (t.awaits_source = :source and t.awaits_id = :externalId
              or exists (select from unnest(cast(:spellings as text[]) || cast(:texts as text[])) as x
                where position(x in lower(t.message)) > 0 or position(x in t.message) > 0))
            """,
            "update import_verdict t set message = 'Erased.', awaits_source = null, awaits_id = null"
                + " where {rows}"),
        new PersonalData(
            "import_job",
            """
            (names_somebody(t.file_name, cast(:names as text[]))
              or exists (select from unnest(cast(:spellings as text[])) as x where position(x in lower(t.file_name)) > 0))
            """,
            "jsonb_build_object('file_name', t.file_name)",
            "update import_job t set file_name = 'Erased' where {rows}"),
        new PersonalData(
            "import_chunk",
            "t.job_id in (select id from import_job where state = 'FAILED')",
            null,
            "delete from import_chunk t where {rows}"));
  }
}
