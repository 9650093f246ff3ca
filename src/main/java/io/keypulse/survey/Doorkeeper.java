package io.keypulse.survey;

import io.keypulse.platform.AskerAddress;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets only so many looks, and so many forms, a minute in from one address. */
@ApplicationScoped
public class Doorkeeper {
  private static final int TOO_MANY = 429;
  private static final int A_MINUTE = 60;

  @Inject Throttle throttle;
  @Inject AskerAddress asker;
  @Inject InstantSource clock;
  @Inject CurrentVertxRequest request;

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance tooMany(Languages languages);

    static native TemplateInstance turnedAway(Languages languages);
  }

  /**
   * Counts this request; what it is told when it is one too many.
   *
   * @param asked the language of the link, if it has one
   */
  public Optional<Response> turnedAway(@Nullable String asked, List<Locale> acceptable) {
    HttpServerRequest asking = request.getCurrent().request();
    boolean sends = asking.method().equals(HttpMethod.POST);
    return throttle.admits(asker.of(asking), sends, clock.instant())
        ? Optional.empty()
        : Optional.of(later(Languages.ofBrowser(asked, acceptable), sends));
  }

  /** What was sent can be sent again from the page that says so, if nothing leads away from it. */
  private static Response later(Languages languages, boolean sent) {
    TemplateInstance page =
        sent ? Templates.turnedAway(languages.alone()) : Templates.tooMany(languages);
    return Response.fromResponse(PrivatePage.html(TOO_MANY, page, languages.chosen()))
        .header("Retry-After", A_MINUTE)
        .build();
  }
}
