package io.keypulse.response;

import io.keypulse.platform.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What was answered stays in the figures; what was written may say who wrote it. */
@ApplicationScoped
class ResponsePersons implements PersonalData.Of {
  @Override
  public List<PersonalData> personalData() {
    return List.of(
        PersonalData.whole(
            "answer", "t.contact_id = :contact", "update answer t set why = null where {rows}"),
        PersonalData.whole(
            "answer_version",
            "t.contact_id = :contact",
            "update answer_version t set why = null where {rows}"),
        PersonalData.whole(
            "phone_attempt",
            "t.contact_id = :contact",
            "update phone_attempt t set note = null where {rows}"));
  }
}
