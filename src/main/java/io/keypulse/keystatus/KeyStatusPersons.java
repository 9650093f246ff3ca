package io.keypulse.keystatus;

import io.keypulse.platform.PersonalData;
import io.keypulse.platform.WrittenText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class KeyStatusPersons implements PersonalData.Of {
  @Override
  public List<WrittenText> writtenTexts() {
    return List.of(
        WrittenText.of(
            "key_decision", "id", "t.account_id", "'Erased.'", "rationale", "revoked_because"));
  }
}
