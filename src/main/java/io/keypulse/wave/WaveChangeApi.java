package io.keypulse.wave;

import io.keypulse.platform.CommonTime;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Text;
import io.keypulse.survey.SurveyProgramView;
import io.keypulse.survey.Surveyor;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/** The life of waves, in the hands of administrators. */
@GraphQLApi
public class WaveChangeApi {
  private static final int LONGEST_REASON = 500;

  @Inject Waves waves;
  @Inject WaveKeeper keeper;
  @Inject Surveyor surveyor;
  @Inject CurrentViewer viewer;
  @Inject CommonTime common;
  @Inject InstantSource clock;

  @Input("WaveOpenInput")
  public record WaveOpen(
      @Id String programId,
      @io.smallrye.graphql.api.Nullable
          @Description("Why it is opened beside the schedule; 1 to 500 characters.")
          @Nullable String reason) {}

  @Input("WavePauseInput")
  public record WavePause(@Id String waveId, @Description("1 to 500 characters.") String reason) {}

  @Input("WaveResumeInput")
  public record WaveResume(
      @Id String waveId,
      @io.smallrye.graphql.api.Nullable @Description("Why it may go on; 1 to 500 characters.")
          @Nullable String reason) {}

  @Input("WaveCloseInput")
  public record WaveClose(@Id String waveId, @Description("1 to 500 characters.") String reason) {}

  @Name("HeldDecision")
  public enum HeldDecision {
    @Description("The wave opens now.")
    OPEN,
    @Description("The missed time is left out.")
    SKIP
  }

  @Input("SurveyProgramReleaseInput")
  public record Release(@Id String programId, HeldDecision decision) {}

  @Mutation("waveOpen")
  @Description(
      "Freezes the frame and draws now; for administrators. WRONG_STATE while a wave of the program is not closed.")
  @Transactional(Transactional.TxType.NEVER)
  public WaveView waveOpen(WaveOpen input) {
    viewer.requireAdmin();
    int programId = program(input.programId());
    return view(keeper.openNow(programId, reasonIfGiven(input.reason()), now()));
  }

  @Mutation("surveyProgramRelease")
  @Description(
      "Decides about a time that was missed by more than the program allows; for administrators. WRONG_STATE when none is held.")
  @Transactional(Transactional.TxType.NEVER)
  public SurveyProgramView surveyProgramRelease(Release input) {
    viewer.requireAdmin();
    int programId = program(input.programId());
    if (input.decision() == HeldDecision.OPEN) {
      keeper.openHeld(programId, now());
    } else {
      skip(programId);
    }
    return programView(programId);
  }

  @Mutation("wavePause")
  @Description("No mail leaves until it is resumed; answers count. For administrators.")
  @Transactional(Transactional.TxType.NEVER)
  public WaveView wavePause(WavePause input) {
    viewer.requireAdmin();
    int waveId = wave(input.waveId());
    keeper.pause(waveId, reason(input.reason()), now());
    return view(waveId);
  }

  @Mutation("waveResume")
  @Description("Mails leave again; for administrators. WRONG_STATE unless it is paused.")
  @Transactional(Transactional.TxType.NEVER)
  public WaveView waveResume(WaveResume input) {
    viewer.requireAdmin();
    int waveId = wave(input.waveId());
    keeper.resume(waveId, reasonIfGiven(input.reason()));
    return view(waveId);
  }

  @Mutation("waveClose")
  @Description(
      "Ends a wave: what is not sent is skipped, no answer counts any more; for administrators.")
  @Transactional(Transactional.TxType.NEVER)
  public WaveView waveClose(WaveClose input) {
    viewer.requireAdmin();
    int waveId = wave(input.waveId());
    keeper.close(waveId, reason(input.reason()), now());
    return view(waveId);
  }

  @Transactional
  void skip(int programId) {
    surveyor.releaseHeld(programId);
  }

  @Transactional
  WaveView view(int waveId) {
    return WaveView.of(waves.findById(waveId));
  }

  @Transactional
  SurveyProgramView programView(int programId) {
    return Optional.ofNullable(surveyor.programs(List.of(programId)).get(programId)).orElseThrow();
  }

  private Instant now() {
    return common.of(clock).instant();
  }

  private static int program(String id) {
    return GlobalId.parseInt(SurveyProgramView.TYPE, id, "programId");
  }

  private static int wave(String id) {
    return GlobalId.parseInt(WaveView.TYPE, id, "waveId");
  }

  private static @Nullable String reasonIfGiven(@Nullable String text) {
    return text == null ? null : reason(text);
  }

  private static String reason(String text) {
    return Text.line("reason", text, LONGEST_REASON);
  }
}
