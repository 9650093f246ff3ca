package io.keypulse.response;

import io.keypulse.platform.PersonalData;
import io.keypulse.platform.WrittenText;
import io.keypulse.survey.Satisfaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What was answered stays in the figures; what was written may say who wrote it. Whoever answered
 * reads the answers that they chose, and not how the database keeps them.
 */
@ApplicationScoped
class ResponsePersons implements PersonalData.Of {
  private static final String OVERALL =
      "jsonb_build_object('overall', %s)".formatted(Satisfaction.nameInSql("t.overall"));

  private static final String RATINGS =
      """
      jsonb_build_object('ratings', (
        select string_agg(w.aspects[q.place] || ': ' || %s, ', ' order by q.place)
        from unnest(t.ratings) with ordinality as q (score, place)
        join invitation i on i.id = t.invitation_id join wave w on w.id = i.wave_id
        where q.score is not null))
      """
          .formatted(Satisfaction.nameInSql("q.score"));

  @Override
  public List<PersonalData> personalData() {
    return List.of(
        new PersonalData(
            "answer",
            "t.contact_id = :contact",
            "to_jsonb(t) || " + OVERALL + " || " + RATINGS,
            "update answer t set why = null where {rows}"),
        new PersonalData(
            "answer_version",
            "t.contact_id = :contact",
            "to_jsonb(t) || " + RATINGS,
            "update answer_version t set why = null where {rows}"),
        PersonalData.whole(
            "phone_attempt",
            "t.contact_id = :contact",
            "update phone_attempt t set note = null where {rows}"));
  }

  @Override
  public List<WrittenText> writtenTexts() {
    return List.of(
        WrittenText.of("answer", "invitation_id", "t.account_id", "null", "why"),
        WrittenText.of("answer_version", "invitation_id", "t.account_id", "null", "why"),
        WrittenText.of("phone_attempt", "id", "t.account_id", "null", "note"));
  }
}
