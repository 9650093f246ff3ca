package io.keypulse.survey;

import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import java.util.HashSet;
import java.util.List;

/** The plain parts of a program, checked before they are kept. */
final class ProgramTexts {
  private ProgramTexts() {}

  static void name(SurveyProgram program, String name) {
    program.name = Text.line("name", name, 100);
  }

  static void objective(SurveyProgram program, String objective) {
    program.objective = Text.line("objective", objective, 1000);
  }

  static void aspects(SurveyProgram program, List<Aspect> aspects) {
    if (new HashSet<>(aspects).size() < aspects.size()) {
      throw Refused.invalid("aspects", "Name each aspect once.");
    }
    program.aspects = aspects.stream().map(Aspect::name).toArray(String[]::new);
  }
}
