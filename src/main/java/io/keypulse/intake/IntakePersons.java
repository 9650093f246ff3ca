package io.keypulse.intake;

import io.keypulse.platform.PersonalData;
import io.keypulse.platform.WrittenText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Files, and rows that did not get in with what was said of them. A row of somebody who is called
 * alike is not about the person.
 */
@ApplicationScoped
class IntakePersons implements PersonalData.Of {
  private static final String CELL_SAYS_WHO =
      "c.key !~ 'name|mail|phone|_id$|_by$' and "
          + WrittenText.saysWho("c.value", WrittenText.NOWHERE);

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
                awaits_source = null, awaits_id = null, source = null, external_id = null
              from gone g where v.job_id = g.job_id and v.line = g.line)
            update import_job j set parked = parked - g.number, rejected = rejected + g.number
            from (select job_id, cast(count(*) as int) as number from gone group by job_id) g where j.id = g.job_id
            """),
        PersonalData.whole(
            "import_verdict",
            """
            (t.awaits_source = :source and t.awaits_id = :externalId
              or t.source = :source and t.external_id = :externalId
                and exists (select from import_job j where j.id = t.job_id and j.kind = 'contacts')
              or exists (select from unnest(cast(:spellings as text[]) || cast(:texts as text[])) as x
                where position(x in lower(concat_ws(' ', t.external_id, t.message))) > 0
                  or position(x in concat_ws(' ', t.external_id, t.message)) > 0))
            """,
            "update import_verdict t set message = 'Erased.', awaits_source = null, awaits_id = null, source = null,"
                + " external_id = null where {rows}"),
        new PersonalData(
            "import_chunk",
            "t.job_id in (select id from import_job where state = 'FAILED')",
            null,
            "delete from import_chunk t where {rows}"));
  }

  @Override
  public List<WrittenText> writtenTexts() {
    return List.of(
        WrittenText.of("import_verdict", "job_id", WrittenText.NOWHERE, "'Erased.'", "message"),
        WrittenText.of("import_job", "id", WrittenText.NOWHERE, "'Erased'", "file_name"),
        new WrittenText(
            "import_parked",
            "id",
            WrittenText.NOWHERE,
            List.of("cells"),
            "(select string_agg(c.value, ' | ') from jsonb_each_text(t.cells) c where c.key !~ 'name|mail|phone|_id$|_by$')",
            "(select jsonb_object_agg(c.key, c.value) from jsonb_each_text(t.cells) c where %s)"
                .formatted(CELL_SAYS_WHO),
            """
            update import_parked t set cells = (
              select jsonb_object_agg(c.key, case when %s then 'Erased.' else c.value end) from jsonb_each_text(t.cells) c)
            where {rows}
            """
                .formatted(CELL_SAYS_WHO)));
  }
}
