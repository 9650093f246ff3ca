package io.keypulse.response;

import io.keypulse.invitation.Inviter;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Form;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.PrivatePage;
import io.keypulse.survey.Satisfaction;
import io.keypulse.wave.WaveLog;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /s/{token}}: looking changes nothing, for mail scanners follow every link; only a POST
 * with an explicit choice is an answer. 404 for unknown links, 410 once the wave is closed or the
 * answer is in, 409 for a second, other answer.
 */
@Path("/s/{token}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class AnswerPage {
  @Inject Inviter inviter;
  @Inject WaveLog waves;
  @Inject Recorder recorder;
  @Inject InstantSource clock;

  @CheckedTemplate(basePath = "response")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance form(AnswerForm form);

    static native TemplateInstance thanks();

    static native TemplateInstance closed();

    static native TemplateInstance answered();
  }

  @GET
  @AsSystem
  @Transactional
  public Response look(String token, @QueryParam("r") @Nullable String marked) {
    Optional<Inviter.Invited> found = inviter.byToken(token);
    if (found.isEmpty()) {
      return PrivatePage.html(404, PrivatePage.unknown(), "en");
    }
    Inviter.Invited who = found.get();
    inviter.countOpened(who.invitationId());
    if (who.answered()) {
      return PrivatePage.html(410, Templates.answered(), who.language());
    }
    return openAspects(who, clock.instant())
        .map(
            aspects ->
                PrivatePage.html(
                    200,
                    Templates.form(
                        AnswerForm.opened(
                            aspects, Optional.ofNullable(marked).flatMap(Satisfaction::of))),
                    who.language()))
        .orElseGet(() -> PrivatePage.html(410, Templates.closed(), who.language()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @AsSystem
  @Transactional
  public Response answer(String token, String body) {
    Optional<Inviter.Invited> found = inviter.byToken(token);
    if (found.isEmpty()) {
      return PrivatePage.html(404, PrivatePage.unknown(), "en");
    }
    Inviter.Invited who = found.get();
    Instant now = clock.instant();
    return openAspects(who, now)
        .map(aspects -> answer(who, Form.parse(body), aspects, now))
        .orElseGet(() -> PrivatePage.html(410, Templates.closed(), who.language()));
  }

  private Response answer(Inviter.Invited who, Form form, List<Aspect> aspects, Instant now) {
    Optional<AnswerGiven> given = AnswerGiven.read(form, aspects);
    if (given.isEmpty()) {
      AnswerForm again =
          AnswerForm.incomplete(aspects, AnswerGiven.ratings(form, aspects), AnswerGiven.why(form));
      return PrivatePage.html(400, Templates.form(again), who.language());
    }
    return switch (recorder.record(who, given.get(), aspects, now)) {
      case RECORDED, SAID_BEFORE -> PrivatePage.html(200, Templates.thanks(), who.language());
      case SAID_OTHERWISE_BEFORE -> PrivatePage.html(409, Templates.answered(), who.language());
    };
  }

  /** What the wave asks, while answers count. */
  private Optional<List<Aspect>> openAspects(Inviter.Invited who, Instant now) {
    return waves
        .facts(who.waveId())
        .filter(wave -> wave.open() && now.isBefore(wave.closesAt()))
        .map(WaveLog.Facts::aspects);
  }
}
