package io.keypulse.response;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("WaveProgress")
@Description("How far a wave has come, counted in people over the accounts this viewer sees.")
public record WaveProgressView(
    int drawn,
    @Description("Whose mail is out.") int sent,
    int answered,
    List<@NonNull ByMode> byMode,
    @Ignore int waveKey) {

  @Name("WaveProgressByMode")
  public record ByMode(
      ResponseMode mode,
      @Description("Whose mail is out, or who was called.") int asked,
      int answered) {}

  static WaveProgressView of(Dispositions.Progress progress) {
    return new WaveProgressView(
        progress.drawn(),
        progress.sent(),
        progress.answeredByMail() + progress.answeredByPhone(),
        List.of(
            new ByMode(ResponseMode.EMAIL, progress.sent(), progress.answeredByMail()),
            new ByMode(ResponseMode.PHONE, progress.called(), progress.answeredByPhone())),
        progress.waveId());
  }
}
