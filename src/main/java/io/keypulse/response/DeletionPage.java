package io.keypulse.response;

import io.keypulse.invitation.Correspondent;
import io.keypulse.invitation.Inviter;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Form;
import io.keypulse.platform.OutlastsCollisions;
import io.keypulse.platform.Takes;
import io.keypulse.survey.Languages;
import io.keypulse.survey.PrivatePage;
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

  @Inject Inviter inviter;
  @Inject Recorder recorder;
  @Inject Answers answers;
  @Inject Event<AnswerDeleted> deleted;
  @Inject InstantSource clock;

  @CheckedTemplate(basePath = "response")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance deletion(Languages languages, String choice);

    static native TemplateInstance deleted(Languages languages, Correspondent turnTo);

    static native TemplateInstance nothingAnswered(Languages languages);
  }

  /** Where it is, from a page of the same link. */
  static String from(String token, Locale language) {
    return "../d/" + token + Languages.query(language);
  }

  @GET
  @AsSystem
  @Transactional
  public Response look(
      String token, @QueryParam("l") @Nullable String language, @Context HttpHeaders headers) {
    return inviter
        .byToken(token)
        .map(
            who -> {
              Languages languages = Languages.of(language, who.language(), null);
              TemplateInstance page =
                  recorder.said(who).isPresent()
                      ? Templates.deletion(languages, CHOICE)
                      : nothingLeft(who, who.answered(), languages);
              return PrivatePage.html(200, page, languages.chosen());
            })
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
    Optional<Inviter.Invited> found = inviter.byToken(token);
    if (found.isEmpty()) {
      return PrivatePage.unknown(language, headers);
    }
    Inviter.Invited who = found.get();
    Languages languages = Languages.of(language, who.language(), null);
    if (Form.parse(body).get("choice").filter(CHOICE::equals).isEmpty()) {
      return PrivatePage.html(400, Templates.deletion(languages, CHOICE), languages.chosen());
    }
    boolean gone = answers.delete(who.invitationId());
    if (gone) {
      deleted.fire(new AnswerDeleted(who.waveId(), who.contactId(), clock.instant()));
    }
    return PrivatePage.html(
        200, nothingLeft(who, gone || who.answered(), languages), languages.chosen());
  }

  private TemplateInstance nothingLeft(Inviter.Invited who, boolean answered, Languages languages) {
    return answered
        ? deleted(languages, inviter.correspondent(who))
        : Templates.nothingAnswered(languages);
  }

  /** Nothing is there any more, and nothing is asked. */
  static TemplateInstance deleted(Languages languages, Correspondent turnTo) {
    return Templates.deleted(languages, turnTo);
  }
}
