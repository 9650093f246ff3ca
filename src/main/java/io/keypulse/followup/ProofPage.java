package io.keypulse.followup;

import io.keypulse.invitation.PersonalLinks;
import io.keypulse.invitation.Senders;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Form;
import io.keypulse.platform.OutlastsCollisions;
import io.keypulse.platform.Takes;
import io.keypulse.response.PrivacyNotice;
import io.keypulse.response.PrivacyNotices;
import io.keypulse.survey.Languages;
import io.keypulse.survey.PrivatePage;
import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.Satisfaction;
import io.keypulse.survey.Throttled;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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
 * 404 for unknown links, 410 once answered or too late, 409 for a second, other answer, 429 for too
 * many requests.
 */
@Path("/p/{token}")
@Produces(MediaType.TEXT_HTML)
@Throttled
@RunOnVirtualThread
class ProofPage {
  @Inject ProofKeeper keeper;
  @Inject ProofWords words;
  @Inject Senders senders;
  @Inject PersonalLinks links;
  @Inject PrivacyNotices notices;
  @Inject InstantSource clock;

  record Choice(int score, String text) {
    static Choice of(Satisfaction level, QuestionnaireView.Words survey) {
      return new Choice(level.score, survey.text(level));
    }
  }

  /**
   * Nothing is marked: a form that is sent untouched, as programs do that look into links, is no
   * answer. What was chosen in the mail waits on a button of its own.
   *
   * @param again whether the customer was asked before and was not content
   * @param chooseFirst sent without a choice
   */
  record ProofForm(
      String question,
      List<Choice> choices,
      @Nullable Choice chosenInMail,
      boolean again,
      boolean chooseFirst) {
    static ProofForm of(
        String question,
        QuestionnaireView.Words survey,
        Optional<Satisfaction> chosenInMail,
        boolean again,
        boolean chooseFirst) {
      return new ProofForm(
          question,
          Arrays.stream(Satisfaction.values()).map(level -> Choice.of(level, survey)).toList(),
          chosenInMail.map(level -> Choice.of(level, survey)).orElse(null),
          again,
          chooseFirst);
    }
  }

  /** What stands around whatever the page says. */
  record Margin(Languages languages, PrivacyNotice notice) {}

  @CheckedTemplate(basePath = "followup")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance proof(ProofForm form, Margin margin);

    static native TemplateInstance proofThanks(Margin margin);

    static native TemplateInstance proofAnswered(Margin margin);

    static native TemplateInstance proofClosed(Margin margin);
  }

  @GET
  @AsSystem
  @Transactional
  public Response look(
      String token,
      @QueryParam("r") @Nullable String marked,
      @QueryParam("l") @Nullable String language,
      @Context HttpHeaders headers) {
    Optional<Satisfaction> choice = Optional.ofNullable(marked).flatMap(Satisfaction::of);
    return keeper
        .byToken(token)
        .map(
            proof -> look(proof, choice, margin(proof, language, choice.isEmpty() ? null : marked)))
        .orElseGet(() -> PrivatePage.unknown(language, headers));
  }

  private Response look(Proofs.Proof proof, Optional<Satisfaction> choice, Margin margin) {
    if (proof.isOpen(clock.instant())) {
      return html(200, Templates.proof(form(proof, margin, choice, false), margin), margin);
    }
    return html(
        410,
        proof.answer() == null ? Templates.proofClosed(margin) : Templates.proofAnswered(margin),
        margin);
  }

  @POST
  @Takes(MediaType.APPLICATION_FORM_URLENCODED)
  @OutlastsCollisions
  @AsSystem
  @Transactional
  public Response answer(
      String token,
      @QueryParam("l") @Nullable String language,
      @Context HttpHeaders headers,
      String body) {
    Optional<Proofs.Proof> found = keeper.byToken(token);
    if (found.isEmpty()) {
      return PrivatePage.unknown(language, headers);
    }
    Proofs.Proof proof = found.get();
    Margin margin = margin(proof, language, null);
    return Form.parse(body)
        .get("answer")
        .flatMap(Satisfaction::of)
        .map(answer -> answer(proof, answer, margin, clock.instant()))
        .orElseGet(
            () ->
                html(
                    400,
                    Templates.proof(form(proof, margin, Optional.empty(), true), margin),
                    margin));
  }

  private Response answer(Proofs.Proof proof, Satisfaction answer, Margin margin, Instant now) {
    return switch (keeper.answer(proof, answer, now)) {
      case RECORDED, SAID_BEFORE -> html(200, Templates.proofThanks(margin), margin);
      case SAID_OTHERWISE_BEFORE -> html(409, Templates.proofAnswered(margin), margin);
      case TOO_LATE -> html(410, Templates.proofClosed(margin), margin);
    };
  }

  private ProofForm form(
      Proofs.Proof proof, Margin margin, Optional<Satisfaction> chosen, boolean chooseFirst) {
    QuestionnaireView.Words survey =
        words.survey(proof.questionnaireId(), margin.languages().chosen());
    return ProofForm.of(
        words.question(survey, proof.aspect()), survey, chosen, proof.again(), chooseFirst);
  }

  private Margin margin(Proofs.Proof proof, @Nullable String language, @Nullable String marked) {
    Languages languages =
        Languages.of(language, proof.language(), marked)
            .among(words.languages(proof.questionnaireId()), proof.language());
    return new Margin(
        languages,
        notices.ofProof(
            senders.replyContact(proof.programId(), proof.teamId()),
            links.url("/u/", proof.key()) + Languages.query(languages.locale()),
            languages.locale()));
  }

  private static Response html(int status, TemplateInstance page, Margin margin) {
    return PrivatePage.html(status, page, margin.languages().chosen());
  }
}
