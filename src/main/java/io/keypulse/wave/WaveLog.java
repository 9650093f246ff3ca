package io.keypulse.wave;

import io.keypulse.survey.Aspect;
import io.keypulse.survey.Confidentiality;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The door for later rooms: which waves there are and what they asked. */
@ApplicationScoped
public class WaveLog {
  @Inject Waves waves;

  /**
   * What a later room needs to know of a wave.
   *
   * @param open whether answers count
   * @param sending whether mails may leave
   */
  public record Facts(
      int id,
      int programId,
      boolean open,
      boolean sending,
      int questionnaireId,
      List<Aspect> aspects,
      Instant closesAt,
      Confidentiality confidentiality) {}

  public Optional<Facts> facts(int waveId) {
    return waves
        .findByIdOptional(waveId)
        .map(
            wave ->
                new Facts(
                    wave.id,
                    wave.programId,
                    wave.state != WaveState.CLOSED,
                    wave.state == WaveState.OPEN,
                    wave.questionnaireId,
                    wave.aspects(),
                    wave.closesAt,
                    wave.confidentiality()));
  }

  /** The day on which this wave was drawn. */
  public LocalDate drawnOn(int waveId) {
    return waves.drawnOn(waveId);
  }

  public Optional<Integer> latest() {
    return waves.latest().map(wave -> wave.id);
  }

  /** The waves of this program that are not closed, oldest first. */
  public List<Integer> openOf(int programId) {
    return waves.openOf(programId).stream().map(wave -> wave.id).toList();
  }

  public Optional<WaveView> wave(int waveId) {
    return waves.findByIdOptional(waveId).map(WaveView::of);
  }

  public Map<Integer, WaveView> waves(List<Integer> ids) {
    Map<Integer, WaveView> views = new HashMap<>();
    waves
        .byIds(ids.stream().distinct().toList())
        .forEach(wave -> views.put(wave.id, WaveView.of(wave)));
    return views;
  }
}
