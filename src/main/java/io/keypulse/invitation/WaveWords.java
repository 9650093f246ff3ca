package io.keypulse.invitation;

import io.keypulse.platform.AsSystem;
import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.Questions;
import io.keypulse.wave.WaveLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** In which words a wave asks. */
@ApplicationScoped
class WaveWords {
  @Inject WaveLog waves;
  @Inject Questions questions;

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  QuestionnaireView.Words of(int waveId, String language) {
    return questions.words(waves.wave(waveId).orElseThrow().questionnaireKey(), language);
  }
}
