package io.keypulse.survey;

import io.keypulse.platform.PersonalData;
import io.keypulse.platform.WrittenText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class SurveyPersons implements PersonalData.Of {
  @Override
  public List<WrittenText> writtenTexts() {
    return List.of(
        WrittenText.of("survey_program", "id", WrittenText.NOWHERE, "'Erased.'", "objective"));
  }
}
