package io.keypulse.wave;

import io.keypulse.platform.PersonalData;
import io.keypulse.platform.WrittenText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class WavePersons implements PersonalData.Of {
  @Override
  public List<PersonalData> personalData() {
    return List.of(
        PersonalData.byNumber("frame_entry", "t.contact_id = :contact"),
        PersonalData.byNumber("never_asked", "t.contact_id = :contact"),
        PersonalData.whole(
            "contact_hold",
            "t.contact_id = :contact",
            "update contact_hold t set reason = 'Erased', ended_at = coalesce(ended_at, :now) where {rows}"));
  }

  @Override
  public List<WrittenText> writtenTexts() {
    return List.of(
        WrittenText.of(
            "wave",
            "id",
            WrittenText.NOWHERE,
            "'Erased.'",
            "open_reason",
            "pause_reason",
            "resume_reason",
            "close_reason"),
        WrittenText.of("contact_hold", "id", "t.account_id", "'Erased'", "reason"));
  }
}
