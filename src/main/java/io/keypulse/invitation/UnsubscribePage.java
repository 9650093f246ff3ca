package io.keypulse.invitation;

import io.keypulse.account.DoNotAsk;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Form;
import io.keypulse.platform.OutlastsCollisions;
import io.keypulse.survey.Doorkeeper;
import io.keypulse.survey.Languages;
import io.keypulse.survey.PrivatePage;
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
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /u/{token}}: looking changes nothing, a POST ends the asking, or some of it. Mail programs
 * POST {@code List-Unsubscribe=One-Click} (RFC 8058), some without a body, none with cookies: that
 * ends all of it. People press one of the buttons. 429 for too many looks and presses from one
 * address; a mail program's server posts for many people, and of its posts only those with unknown
 * links count.
 */
@Path("/u/{token}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class UnsubscribePage {
  private static final String CHOICE = "choice";

  /** As a mail program posts it (RFC 8058), in either form; some post nothing. */
  private static final String ONE_CLICK = "List-Unsubscribe";

  @Inject Inviter inviter;
  @Inject WaysOut waysOut;
  @Inject Doorkeeper doorkeeper;
  @Inject InstantSource clock;

  @CheckedTemplate(basePath = "invitation")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance unsubscribe(
        Languages languages, boolean unchanged, String privacy);

    static native TemplateInstance unsubscribed(
        Languages languages, WayOut way, ReplyContact turnTo, String privacy);
  }

  /**
   * @param marked what was chosen before, by which the switch of languages leads back to the page
   *     that says so; believed where it holds
   */
  @GET
  @Throttled
  @AsSystem
  @Transactional
  public Response look(
      String token,
      @QueryParam("r") @Nullable String marked,
      @QueryParam("l") @Nullable String language,
      @Context HttpHeaders headers) {
    Optional<Inviter.Invited> found = inviter.byAnyToken(token);
    if (found.isEmpty()) {
      return PrivatePage.unknown(language, headers);
    }
    Inviter.Invited who = found.get();
    return Optional.ofNullable(marked)
        .flatMap(WayOut::of)
        .filter(way -> waysOut.isTaken(way, who.invitationId(), clock.instant()))
        .map(way -> done(way, who, token, language))
        .orElseGet(() -> choice(200, who, token, language));
  }

  @POST
  @OutlastsCollisions
  @AsSystem
  @Transactional
  public Response object(
      String token,
      @QueryParam("l") @Nullable String language,
      @Context HttpHeaders headers,
      @Nullable String body) {
    String posted = body == null ? "" : body;
    boolean oneClick = posted.isBlank() || posted.contains(ONE_CLICK);
    Optional<Inviter.Invited> found = oneClick ? inviter.byAnyToken(token) : Optional.empty();
    if (found.isEmpty()) {
      Optional<Response> later = doorkeeper.turnedAway(language, headers.getAcceptableLanguages());
      if (later.isPresent()) {
        return later.get();
      }
      found = inviter.byAnyToken(token);
    }
    if (found.isEmpty()) {
      return PrivatePage.unknown(language, headers);
    }
    Inviter.Invited who = found.get();
    if (oneClick) {
      waysOut.take(WayOut.ALL, who, DoNotAsk.Via.ONE_CLICK, clock.instant());
      return done(WayOut.ALL, who, token, language);
    }
    Optional<WayOut> chosen = Form.parse(posted).get(CHOICE).flatMap(WayOut::of);
    chosen.ifPresent(way -> waysOut.take(way, who, DoNotAsk.Via.PAGE, clock.instant()));
    return chosen
        .map(way -> done(way, who, token, language))
        .orElseGet(() -> choice(400, who, token, language));
  }

  private Response done(WayOut way, Inviter.Invited who, String token, @Nullable String language) {
    Languages languages = Languages.of(language, who.language(), way.name());
    return PrivatePage.html(
        200,
        Templates.unsubscribed(
            languages, way, inviter.replyContact(who), privacy(token, languages)),
        languages.chosen());
  }

  private Response choice(
      int status, Inviter.Invited who, String token, @Nullable String language) {
    Languages languages = Languages.of(language, who.language(), null);
    return PrivatePage.html(
        status,
        Templates.unsubscribe(languages, status != 200, privacy(token, languages)),
        languages.chosen());
  }

  /** Empty where the link leads to the ways out alone. */
  private String privacy(String token, Languages languages) {
    return inviter
        .byToken(token)
        .map(_ -> "../s/" + token + Languages.query(languages.locale()) + "#privacy")
        .orElse("");
  }
}
