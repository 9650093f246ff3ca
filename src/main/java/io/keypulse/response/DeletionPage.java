package io.keypulse.response;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Form;
import io.keypulse.platform.OutlastsCollisions;
import io.keypulse.platform.Takes;
import io.keypulse.survey.Languages;
import io.keypulse.survey.PrivatePage;
import io.keypulse.survey.Throttled;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Event;
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
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /d/{token}}: looking changes nothing; a POST with the explicit choice deletes what was
 * answered through this link, also after the wave. That somebody answered stays in the books of the
 * mails: nobody is reminded of what they took back, and their link asks nothing any more.
 */
@Path("/d/{token}")
@Produces(MediaType.TEXT_HTML)
@Throttled
@RunOnVirtualThread
class DeletionPage {
  private static final String CHOICE = "ANSWERS";

  @Inject Guests guests;
  @Inject Recorder recorder;
  @Inject Answers answers;
  @Inject PrivacyNotices notices;
  @Inject Event<AnswerDeleted> deleted;
  @Inject InstantSource clock;

  @CheckedTemplate(basePath = "response")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance deletion(
        Languages languages, PrivacyNotice notice, String choice, boolean unchanged);

    static native TemplateInstance deleted(Languages languages, PrivacyNotice notice);

    static native TemplateInstance nothingAnswered(Languages languages, PrivacyNotice notice);
  }

  private record Visit(Guests.Guest guest, Languages languages, PrivacyNotice notice) {}

  /** Where it is, from a page of the same link. */
  static String from(String token, Locale language) {
    return "../d/" + token + Languages.query(language);
  }

  @GET
  @AsSystem
  @Transactional
  public Response look(
      String token, @QueryParam("l") @Nullable String language, @Context HttpHeaders headers) {
    return visit(guests.by(token), token, language)
        .map(visit -> choice(200, visit))
        .orElseGet(() -> PrivatePage.unknown(language, headers));
  }

  @POST
  @Takes(MediaType.APPLICATION_FORM_URLENCODED)
  @OutlastsCollisions
  @AsSystem
  @Transactional
  public Response delete(
      String token,
      @QueryParam("l") @Nullable String language,
      @Context HttpHeaders headers,
      String body) {
    return visit(guests.held(token), token, language)
        .map(
            visit ->
                Form.parse(body).get("choice").filter(CHOICE::equals).isEmpty()
                    ? choice(400, visit)
                    : nothingLeft(200, visit, isDeleted(visit.guest())))
        .orElseGet(() -> PrivatePage.unknown(language, headers));
  }

  private Optional<Visit> visit(
      Optional<Guests.Guest> found, String token, @Nullable String language) {
    return found.map(
        guest -> {
          Languages languages = Languages.of(language, guest.language(), null);
          return new Visit(guest, languages, notices.of(guest, token, languages.locale()));
        });
  }

  private Response choice(int status, Visit visit) {
    return recorder.said(visit.guest().invited()).isPresent()
        ? html(
            status,
            Templates.deletion(visit.languages(), visit.notice(), CHOICE, status != 200),
            visit)
        : nothingLeft(status, visit, false);
  }

  private boolean isDeleted(Guests.Guest guest) {
    boolean gone = answers.delete(guest.invitationId());
    if (gone) {
      deleted.fire(new AnswerDeleted(guest.waveId(), guest.contactId(), clock.instant()));
    }
    return gone;
  }

  private static Response nothingLeft(int status, Visit visit, boolean gone) {
    return html(
        status,
        gone || visit.guest().answered()
            ? deleted(visit.languages(), visit.notice())
            : Templates.nothingAnswered(visit.languages(), visit.notice()),
        visit);
  }

  /** Nothing is there any more, and nothing is asked. */
  static TemplateInstance deleted(Languages languages, PrivacyNotice notice) {
    return Templates.deleted(languages, notice);
  }

  private static Response html(int status, TemplateInstance page, Visit visit) {
    return PrivatePage.html(status, page, visit.languages().chosen());
  }
}
