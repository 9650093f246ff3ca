package io.keypulse.response;

import io.keypulse.invitation.Inviter;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Form;
import io.keypulse.survey.PrivatePage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code /d/{token}}: looking changes nothing; a POST with the explicit choice deletes what was
 * answered through this link, also after the wave. That somebody answered stays in the books of the
 * mails, so that nobody is reminded of what they took back.
 */
@Path("/d/{token}")
@Produces(MediaType.TEXT_HTML)
@Throttled
@RunOnVirtualThread
class DeletionPage {
  private static final String CHOICE = "ANSWERS";

  @Inject Inviter inviter;
  @Inject Answers answers;
  @Inject Event<AnswerDeleted> deleted;
  @Inject InstantSource clock;

  @CheckedTemplate(basePath = "response")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance deletion(String choice);

    static native TemplateInstance deleted();
  }

  /** Where it is, from a page of the same link. */
  static String from(String token) {
    return "../d/" + token;
  }

  @GET
  @AsSystem
  @Transactional
  public Response look(String token) {
    return inviter
        .byToken(token)
        .map(who -> PrivatePage.html(200, Templates.deletion(CHOICE), who.language()))
        .orElseGet(DeletionPage::unknown);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @AsSystem
  @Transactional
  public Response delete(String token, String body) {
    Optional<Inviter.Invited> found = inviter.byToken(token);
    if (found.isEmpty()) {
      return unknown();
    }
    Inviter.Invited who = found.get();
    if (Form.parse(body).get("choice").filter(CHOICE::equals).isEmpty()) {
      return PrivatePage.html(400, Templates.deletion(CHOICE), who.language());
    }
    if (answers.delete(who.invitationId())) {
      deleted.fire(new AnswerDeleted(who.waveId(), who.contactId(), clock.instant()));
    }
    return PrivatePage.html(200, Templates.deleted(), who.language());
  }

  private static Response unknown() {
    return PrivatePage.html(404, PrivatePage.unknown(), "en");
  }
}
