package io.keypulse.survey;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Leads from {@code /s/{token}/} to {@code /s/{token}}: the links of these pages begin where they
 * are, and behind a slash they would lead nowhere.
 */
@Provider
@Throttled
class SlashFilter implements ContainerRequestFilter {
  private static final int PERMANENTLY_WITH_THE_SAME_METHOD = 308;

  @Inject CurrentVertxRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    HttpServerRequest asked = request.getCurrent().request();
    String path = Objects.requireNonNull(asked.path());
    if (path.endsWith("/")) {
      context.abortWith(
          Response.status(PERMANENTLY_WITH_THE_SAME_METHOD)
              .header("Location", straight(path, asked.query()))
              .header("Cache-Control", "no-store")
              .build());
    }
  }

  private static String straight(String path, @Nullable String query) {
    String whole = path.substring(0, path.length() - 1);
    String link = "../" + whole.substring(whole.lastIndexOf('/') + 1);
    return query == null ? link : link + "?" + query;
  }
}
