package io.keypulse.followup;

import io.keypulse.platform.PersonalData;
import io.keypulse.platform.WrittenText;
import io.keypulse.survey.Satisfaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * That there was a case stays in the figures, closed, for nobody is left to ask; what was written
 * about it may say who it was.
 */
@ApplicationScoped
class FollowUpPersons implements PersonalData.Of {
  private static final String OF_THE_PERSON =
      "t.follow_up_id in (select id from follow_up where contact_id = :contact)";

  @Override
  public List<PersonalData> personalData() {
    return List.of(
        PersonalData.whole(
            "follow_up",
            "t.contact_id = :contact",
            "with told as ("
                + FollowUpMails.OVER.formatted("f.contact_id = :contact", FollowUpState.WAITS)
                + """
            ) update follow_up t set state = 'UNPROVEN', next_climb_at = null, due_at = null, turn_id = null,
              closed_at = greatest(cast(:now as timestamptz), opened_at, acknowledged_at, contacted_at, resolved_at)
            where {rows} and closed_at is null
            """),
        PersonalData.whole(
            "follow_up_contact",
            OF_THE_PERSON,
            "update follow_up_contact t set summary = 'Erased.' where {rows}"),
        PersonalData.whole(
            "follow_up_action",
            OF_THE_PERSON,
            "update follow_up_action t set what = 'Erased.' where {rows}"),
        PersonalData.whole(
            "follow_up_line",
            OF_THE_PERSON,
            "update follow_up_line t set line = 'Erased.' where {rows}"),
        new PersonalData(
            "follow_up_proof",
            "t.contact_id = :contact",
            "to_jsonb(t) - cast('{key,token_hash}' as text[]) || jsonb_build_object('answer', %s)"
                .formatted(Satisfaction.nameInSql("t.answer")),
            """
            update follow_up_proof t set key = gen_random_uuid(), token_hash = sha256(uuid_send(gen_random_uuid())),
              outcome = coalesce(outcome, 'UNPROVEN')
            where {rows}
            """));
  }

  @Override
  public List<WrittenText> writtenTexts() {
    return List.of(
        written("follow_up_contact", "summary"),
        written("follow_up_action", "what"),
        written("follow_up_line", "line"));
  }

  private static WrittenText written(String table, String column) {
    return WrittenText.of(table, "follow_up_id", "t.account_id", "'Erased.'", column);
  }
}
