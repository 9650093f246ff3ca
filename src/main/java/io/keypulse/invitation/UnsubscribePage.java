package io.keypulse.invitation;

import io.keypulse.account.DoNotAsk;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Form;
import io.keypulse.survey.PrivatePage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /u/{token}}: looking changes nothing, a POST ends the asking. Mail programs POST {@code
 * List-Unsubscribe=One-Click} (RFC 8058), some without a body, none with cookies; people press the
 * button.
 */
@Path("/u/{token}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class UnsubscribePage {
  @Inject Inviter inviter;
  @Inject InstantSource clock;

  @CheckedTemplate(basePath = "invitation")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance unsubscribe();

    static native TemplateInstance unsubscribed();
  }

  @GET
  @AsSystem
  @Transactional
  public Response page(String token) {
    Optional<Inviter.Invited> invited = inviter.byToken(token);
    return invited.isPresent()
        ? PrivatePage.html(200, Templates.unsubscribe(), invited.get().language())
        : PrivatePage.html(404, PrivatePage.unknown(), "en");
  }

  @POST
  @AsSystem
  @Transactional
  public Response object(String token, @Nullable String body) {
    Optional<Inviter.Invited> invited = inviter.byToken(token);
    if (invited.isEmpty()) {
      return PrivatePage.html(404, PrivatePage.unknown(), "en");
    }
    inviter.objected(token, via(body), clock.instant());
    return PrivatePage.html(200, Templates.unsubscribed(), invited.get().language());
  }

  private static DoNotAsk.Via via(@Nullable String body) {
    boolean pressed = body != null && Form.parse(body).get("pressed").isPresent();
    return pressed ? DoNotAsk.Via.PAGE : DoNotAsk.Via.ONE_CLICK;
  }
}
