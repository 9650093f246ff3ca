package io.keypulse.response;

import io.keypulse.survey.Languages;
import io.keypulse.survey.PrivatePage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.InstantSource;

/** Says "later" before the database is asked anything. */
@Provider
@Throttled
class ThrottleFilter implements ContainerRequestFilter {
  private static final int TOO_MANY = 429;
  private static final int A_MINUTE = 60;

  @Inject Throttle throttle;
  @Inject AskerAddress asker;
  @Inject InstantSource clock;
  @Inject CurrentVertxRequest request;

  @CheckedTemplate(basePath = "response")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance tooMany(Languages languages);
  }

  @Override
  public void filter(ContainerRequestContext context) {
    if (!throttle.admits(asker.of(request.getCurrent().request()), clock.instant())) {
      Languages languages =
          Languages.ofBrowser(
              context.getUriInfo().getQueryParameters().getFirst("l"),
              context.getAcceptableLanguages());
      context.abortWith(
          Response.fromResponse(
                  PrivatePage.html(TOO_MANY, Templates.tooMany(languages), languages.chosen()))
              .header("Retry-After", A_MINUTE)
              .build());
    }
  }
}
