package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Form;
import io.keypulse.platform.OutlastsCollisions;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.PrivatePage;
import io.keypulse.survey.Satisfaction;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /p/{token}}: is it mended? Looking changes nothing, the first POST with a choice answers.
 * 404 for unknown links, 410 once answered or too late, 409 for a second, other answer.
 */
@Path("/p/{token}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class ProofPage {
  @Inject ProofKeeper keeper;
  @Inject InstantSource clock;

  record Choice(int score, String key) {
    static Choice of(Satisfaction level) {
      return new Choice(level.score, level.wordingKey());
    }
  }

  /**
   * Nothing is marked: a form that is sent untouched, as programs do that look into links, is no
   * answer. What was chosen in the mail waits on a button of its own.
   *
   * @param aspectKey names what displeased; empty where it was no aspect in particular
   * @param chooseFirst sent without a choice
   */
  record ProofForm(
      String aspectKey, List<Choice> choices, @Nullable Choice chosenInMail, boolean chooseFirst) {
    static ProofForm of(
        Proofs.Proof proof, Optional<Satisfaction> chosenInMail, boolean chooseFirst) {
      return new ProofForm(
          proof.aspect() == null ? "" : Aspect.valueOf(proof.aspect()).wordingKey(),
          Arrays.stream(Satisfaction.values()).map(Choice::of).toList(),
          chosenInMail.map(Choice::of).orElse(null),
          chooseFirst);
    }
  }

  @CheckedTemplate(basePath = "followup")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance proof(ProofForm form);

    static native TemplateInstance proofThanks();

    static native TemplateInstance proofAnswered();

    static native TemplateInstance proofClosed();
  }

  @GET
  @AsSystem
  @Transactional
  public Response look(String token, @QueryParam("r") @Nullable String marked) {
    Optional<Proofs.Proof> found = keeper.byToken(token);
    if (found.isEmpty()) {
      return PrivatePage.html(404, PrivatePage.unknown(), "en");
    }
    Proofs.Proof proof = found.get();
    if (!proof.isOpen(clock.instant())) {
      TemplateInstance over =
          proof.answer() == null ? Templates.proofClosed() : Templates.proofAnswered();
      return PrivatePage.html(410, over, proof.language());
    }
    Optional<Satisfaction> choice = Optional.ofNullable(marked).flatMap(Satisfaction::of);
    return PrivatePage.html(
        200, Templates.proof(ProofForm.of(proof, choice, false)), proof.language());
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @OutlastsCollisions
  @AsSystem
  @Transactional
  public Response answer(String token, String body) {
    Optional<Proofs.Proof> found = keeper.byToken(token);
    if (found.isEmpty()) {
      return PrivatePage.html(404, PrivatePage.unknown(), "en");
    }
    Proofs.Proof proof = found.get();
    Optional<Satisfaction> choice = Form.parse(body).get("answer").flatMap(Satisfaction::of);
    return choice
        .map(answer -> answer(proof, answer, clock.instant()))
        .orElseGet(
            () ->
                PrivatePage.html(
                    400,
                    Templates.proof(ProofForm.of(proof, Optional.empty(), true)),
                    proof.language()));
  }

  private Response answer(Proofs.Proof proof, Satisfaction answer, Instant now) {
    return switch (keeper.answer(proof, answer, now)) {
      case RECORDED, SAID_BEFORE ->
          PrivatePage.html(200, Templates.proofThanks(), proof.language());
      case SAID_OTHERWISE_BEFORE ->
          PrivatePage.html(409, Templates.proofAnswered(), proof.language());
      case TOO_LATE -> PrivatePage.html(410, Templates.proofClosed(), proof.language());
    };
  }
}
