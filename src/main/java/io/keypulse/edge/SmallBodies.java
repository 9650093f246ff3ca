package io.keypulse.edge;

import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.RefusalOverHttp;
import io.keypulse.platform.Refused;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Only imports and mails may be large: what else is sent says its length, whatever the protocol,
 * and is refused before it is read when it is long.
 */
@ApplicationScoped
class SmallBodies {
  private static final int BEFORE_ALL_OTHERS = -2_000;
  private static final List<HttpMethod> BODIES =
      List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

  @Inject GraphQlLimits limits;

  void guard(@Observes Router router) {
    BODIES.forEach(
        method -> router.route(method, "/*").order(BEFORE_ALL_OTHERS).handler(this::guard));
  }

  private void guard(RoutingContext context) {
    HttpServerRequest request = context.request();
    String length = request.getHeader("Content-Length");
    String path = context.normalizedPath();
    if (path.startsWith("/import/") || path.startsWith("/mail/")) {
      context.next();
    } else if (hidesItsLength(request.version(), request.headers())) {
      RefusalOverHttp.end(
          context.response().setStatusCode(411),
          Refused.invalid("Content-Length", "Say the length of the body."));
    } else if (length != null && isTooLong(length)) {
      RefusalOverHttp.end(context.response().setStatusCode(413), tooLong(limits));
    } else {
      context.next();
    }
  }

  /** A request of HTTP/1 that names neither has no body; of later ones nobody knows. */
  static boolean hidesItsLength(HttpVersion version, MultiMap headers) {
    boolean isOfHttp1 = version == HttpVersion.HTTP_1_0 || version == HttpVersion.HTTP_1_1;
    return headers.contains("Transfer-Encoding")
        || (!isOfHttp1 && !headers.contains("Content-Length"));
  }

  private boolean isTooLong(String length) {
    return !length.matches("[0-9]{1,9}") || Long.parseLong(length) > limits.bodyBytes();
  }

  static Refused tooLong(GraphQlLimits limits) {
    return new Refused(
        RefusalCode.OVER_BUDGET,
        "bodyBytes",
        "A request has at most " + limits.bodyBytes() + " bytes.");
  }
}
