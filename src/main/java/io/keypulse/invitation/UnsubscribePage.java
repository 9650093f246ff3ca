package io.keypulse.invitation;

import io.keypulse.account.DoNotAsk;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Form;
import io.keypulse.platform.OutlastsCollisions;
import io.keypulse.survey.Languages;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /u/{token}}: looking changes nothing, a POST ends the asking, or some of it. Mail programs
 * POST {@code List-Unsubscribe=One-Click} (RFC 8058), some without a body, none with cookies: that
 * ends all of it. People press one of the buttons.
 */
@Path("/u/{token}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class UnsubscribePage {
  private static final String CHOICE = "choice";
  private static final String ONE_CLICK = "ONE_CLICK";

  @Inject Inviter inviter;
  @Inject InstantSource clock;

  @CheckedTemplate(basePath = "invitation")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance unsubscribe(Languages languages, String privacy);

    static native TemplateInstance unsubscribed(String done, boolean welcome, Correspondent turnTo);
  }

  @GET
  @AsSystem
  @Transactional
  public Response page(
      String token, @QueryParam("l") @Nullable String language, @Context HttpHeaders headers) {
    return inviter
        .byToken(token)
        .map(who -> choice(200, token, Languages.of(language, who.language(), null)))
        .orElseGet(() -> PrivatePage.unknown(language, headers));
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
    Optional<Inviter.Invited> invited = inviter.byToken(token);
    if (invited.isEmpty()) {
      return PrivatePage.unknown(language, headers);
    }
    Languages languages = Languages.of(language, invited.get().language(), null);
    String posted = body == null ? "" : body;
    String choice =
        posted.contains(CHOICE + "=") ? Form.parse(posted).get(CHOICE).orElse("") : ONE_CLICK;
    return carriedOut(token, choice, inviter.correspondent(invited.get()), clock.instant())
        .map(done -> PrivatePage.html(200, done, languages.chosen()))
        .orElseGet(() -> choice(400, token, languages));
  }

  private static Response choice(int status, String token, Languages languages) {
    String privacy = "../s/" + token + Languages.query(languages.locale()) + "#privacy";
    return PrivatePage.html(status, Templates.unsubscribe(languages, privacy), languages.chosen());
  }

  /** Nothing where no button of the page says so. */
  private Optional<TemplateInstance> carriedOut(
      String token, String choice, Correspondent turnTo, Instant now) {
    return switch (choice) {
      case "REMINDERS" -> {
        inviter.remindersStopped(token, now);
        yield Optional.of(Templates.unsubscribed("noRemindersDone", true, turnTo));
      }
      case "QUARTER" -> {
        inviter.snoozed(token, nextQuarter(now), now);
        yield Optional.of(Templates.unsubscribed("notThisQuarterDone", false, turnTo));
      }
      case "PROGRAM" -> {
        inviter.objectedToProgram(token, now);
        yield Optional.of(Templates.unsubscribed("notThisProgramDone", false, turnTo));
      }
      case "ALL" -> {
        inviter.objected(token, DoNotAsk.Via.PAGE, now);
        yield Optional.of(Templates.unsubscribed("stopped", false, turnTo));
      }
      case ONE_CLICK -> {
        inviter.objected(token, DoNotAsk.Via.ONE_CLICK, now);
        yield Optional.of(Templates.unsubscribed("stopped", false, turnTo));
      }
      default -> Optional.empty();
    };
  }

  private static LocalDate nextQuarter(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC)
        .with(IsoFields.DAY_OF_QUARTER, 1)
        .plus(1, IsoFields.QUARTER_YEARS);
  }
}
