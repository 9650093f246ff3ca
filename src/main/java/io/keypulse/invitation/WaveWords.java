package io.keypulse.invitation;

import io.keypulse.platform.AsSystem;
import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.Questions;
import io.keypulse.wave.WaveLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** In which words a wave asks. They never change, so that each is read once. */
@ApplicationScoped
class WaveWords {
  private final Map<Spoken, QuestionnaireView.Words> known = new ConcurrentHashMap<>();

  @Inject WaveReader reader;

  private record Spoken(int waveId, String language) {}

  QuestionnaireView.Words of(int waveId, String language) {
    return known.computeIfAbsent(
        new Spoken(waveId, language), spoken -> reader.words(spoken.waveId(), spoken.language()));
  }

  @ApplicationScoped
  static class WaveReader {
    @Inject WaveLog waves;
    @Inject Questions questions;

    @AsSystem
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    QuestionnaireView.Words words(int waveId, String language) {
      return questions.words(waves.wave(waveId).orElseThrow().questionnaireKey(), language);
    }
  }
}
