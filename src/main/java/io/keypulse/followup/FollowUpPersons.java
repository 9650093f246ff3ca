package io.keypulse.followup;

import io.keypulse.platform.PersonalData;
import io.keypulse.survey.Satisfaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * That there was a case stays in the figures, closed, for nobody is left to ask; what was written
 * about it may say who it was.
 */
@ApplicationScoped
class FollowUpPersons implements PersonalData.Of {
  /** Of cases of the person, or of colleagues whose cases name them. */
  private static String ofThePerson(String text) {
    return """
        (t.follow_up_id in (select id from follow_up where contact_id = :contact)
          or (t.account_id in (select account_id from contact where id = :contact
                union select account_id from follow_up where contact_id = :contact)
            and names_somebody(t.%s, cast(:names as text[]))))"""
        .formatted(text);
  }

  @Override
  public List<PersonalData> personalData() {
    return List.of(
        PersonalData.whole(
            "follow_up",
            "t.contact_id = :contact",
            """
            update follow_up t set state = 'UNPROVEN', next_climb_at = null, closed_at = :now
            where {rows} and closed_at is null
            """),
        PersonalData.whole(
            "follow_up_contact",
            ofThePerson("summary"),
            "update follow_up_contact t set summary = 'Erased.' where {rows}"),
        PersonalData.whole(
            "follow_up_action",
            ofThePerson("what"),
            "update follow_up_action t set what = 'Erased.' where {rows}"),
        PersonalData.whole(
            "follow_up_line",
            ofThePerson("line"),
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
}
