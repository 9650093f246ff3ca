package io.keypulse.response;

import io.keypulse.invitation.Inviter;
import io.keypulse.invitation.ReplyContact;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.CommonTime;
import io.keypulse.platform.Form;
import io.keypulse.platform.OutlastsCollisions;
import io.keypulse.platform.Takes;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Languages;
import io.keypulse.survey.PrivatePage;
import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.Questions;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /s/{token}}: looking changes nothing, for mail scanners follow every link; only a POST
 * with an explicit choice is an answer. Once it is in, the same address takes what the person adds
 * or corrects, until the wave closes. 400 for a form that cannot be taken as it is, 404 for unknown
 * links, 410 once the wave is closed or the answer taken back, 409 for a second, other answer, 429
 * for too many requests.
 */
@Path("/s/{token}")
@Produces(MediaType.TEXT_HTML)
@Throttled
@RunOnVirtualThread
class AnswerPage {
  @Inject Guests guests;
  @Inject Inviter inviter;
  @Inject Recorder recorder;
  @Inject Questions questions;
  @Inject Askers askers;
  @Inject PrivacyNotices notices;
  @Inject Stopwatch stopwatch;
  @Inject CommonTime common;
  @Inject InstantSource clock;

  @CheckedTemplate(basePath = "response")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance form(QuestionForm form, Asking asking, Languages languages);

    static native TemplateInstance details(DetailsForm form, Asking asking, Languages languages);

    static native TemplateInstance closed(Languages languages, PrivacyNotice notice);

    static native TemplateInstance answered(
        Languages languages, String counts, @Nullable ReplyContact turnTo);
  }

  /** Somebody who came while answers count. */
  private record Visit(
      Guests.Guest guest,
      Inviter.Invited who,
      String token,
      List<Aspect> aspects,
      QuestionnaireView.Words words,
      Languages languages,
      Instant now) {}

  /**
   * Most looks are one statement of which nothing has to be kept, so that no transaction is begun.
   */
  @GET
  @AsSystem
  public Response look(
      String token,
      @QueryParam("r") @Nullable String marked,
      @QueryParam("l") @Nullable String language,
      @Context HttpHeaders headers) {
    Optional<Guests.Guest> found = guests.by(token);
    if (found.isEmpty()) {
      return PrivatePage.unknown(language, headers);
    }
    Guests.Guest guest = found.get();
    Optional<Satisfaction> chosen = Optional.ofNullable(marked).flatMap(Satisfaction::of);
    Languages languages =
        Languages.of(language, guest.language(), chosen.isEmpty() ? null : marked);
    return visit(guest, token, languages)
        .map(visit -> look(visit, chosen))
        .orElseGet(() -> closed(guest, token, languages));
  }

  private Response look(Visit visit, Optional<Satisfaction> chosen) {
    return visit.who().answered()
        ? recorder
            .said(visit.who())
            .map(said -> details(visit, said, false))
            .orElseGet(() -> takenBack(visit))
        : question(200, visit, QuestionForm.opened(visit.words(), chosen, started(visit)));
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
      byte[] body) {
    Optional<Guests.Guest> found = guests.held(token);
    if (found.isEmpty()) {
      return PrivatePage.unknown(language, headers);
    }
    Guests.Guest guest = found.get();
    Languages languages = Languages.of(language, guest.language(), null);
    return visit(guest, token, languages)
        .map(visit -> answer(visit, Form.parse(body)))
        .orElseGet(() -> closed(guest, token, languages));
  }

  private Response answer(Visit visit, Form form) {
    Optional<AnswerGiven> before = recorder.saidLocked(visit.who());
    if (before.isEmpty() && visit.who().answered()) {
      return takenBack(visit);
    }
    Optional<AnswerGiven> given = AnswerGiven.read(form, visit.aspects(), before);
    List<Flaw> flaws = Flaw.of(form, visit.aspects());
    if (given.isEmpty() || (before.isEmpty() && !flaws.isEmpty())) {
      return question(400, visit, QuestionForm.incomplete(visit.words(), started(visit)));
    }
    if (!flaws.isEmpty()) {
      return details(400, visit, given.get(), false, flaws);
    }
    AnsweredBy by =
        AnsweredBy.link(stopwatch.seconds(visit.who().invitationId(), form, visit.now()));
    return switch (recorder.record(visit.who(), given.get(), by, visit.aspects(), visit.now())) {
      case RECORDED -> details(visit, given.get(), false);
      case REVISED, SAID_BEFORE -> details(visit, given.get(), form.get("details").isPresent());
      case SAID_OTHERWISE_BEFORE -> answeredBefore(visit);
      case TAKEN_BACK -> takenBack(visit);
    };
  }

  /** Nothing once the wave is closed. */
  private Optional<Visit> visit(Guests.Guest guest, String token, Languages languages) {
    Instant now = common.lately(clock).instant();
    return guest.isAsked(now) ? Optional.of(visit(guest, token, languages, now)) : Optional.empty();
  }

  /** In one language, that of the questions. */
  private Visit visit(Guests.Guest guest, String token, Languages languages, Instant now) {
    int edition = guest.questionnaireId();
    Languages worded = languages.among(questions.languages(edition), guest.language());
    return new Visit(
        guest,
        guest.invited(),
        token,
        guest.asked(),
        questions.words(edition, worded.chosen()),
        worded,
        now);
  }

  private String started(Visit visit) {
    return stopwatch.started(visit.who().invitationId(), visit.now());
  }

  private Response question(int status, Visit visit, QuestionForm form) {
    return html(status, Templates.form(form, asking(visit), visit.languages()), visit.languages());
  }

  private Response details(Visit visit, AnswerGiven said, boolean saved) {
    return details(200, visit, said, saved, List.of());
  }

  private Response details(
      int status, Visit visit, AnswerGiven said, boolean saved, List<Flaw> flaws) {
    DetailsForm form =
        DetailsForm.of(said, visit.aspects(), visit.words(), saved, flaws, started(visit));
    Languages languages = flaws.isEmpty() ? visit.languages() : visit.languages().alone();
    return html(status, Templates.details(form, asking(visit), languages), languages);
  }

  /** Whoever was promised that nobody reads it is not told to tell somebody. */
  private Response answeredBefore(Visit visit) {
    AnswerGiven counts = recorder.locked(visit.who()).orElseThrow();
    ReplyContact turnTo = visit.guest().fewest() == null ? inviter.replyContact(visit.who()) : null;
    return html(
        409,
        Templates.answered(visit.languages(), visit.words().text(counts.overall()), turnTo),
        visit.languages());
  }

  private Response takenBack(Visit visit) {
    return html(
        410,
        DeletionPage.deleted(
            visit.languages(),
            notices.of(visit.guest(), visit.token(), visit.languages().locale())),
        visit.languages());
  }

  private Response closed(Guests.Guest guest, String token, Languages languages) {
    return html(
        410, Templates.closed(languages, notices.of(guest, token, languages.locale())), languages);
  }

  private Asking asking(Visit visit) {
    return askers.of(visit.guest(), visit.token(), visit.languages().locale(), visit.now());
  }

  private static Response html(int status, TemplateInstance page, Languages languages) {
    return PrivatePage.html(status, page, languages.chosen());
  }
}
