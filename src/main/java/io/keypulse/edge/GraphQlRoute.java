package io.keypulse.edge;

import io.keypulse.platform.RefusalOverHttp;
import io.keypulse.platform.Refused;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Leads {@code /graphql} to {@link GraphQlResource}; the extension's own handler is never reached
 * over HTTP.
 */
@ApplicationScoped
class GraphQlRoute {
  static final String RESOURCE = "/graphql/execute";
  private static final String PUBLIC = "/graphql";

  /** Whoever is led elsewhere afterwards signs in twice. */
  private static final int BEFORE_SIGNING_IN = -2_500;

  void lead(@Observes Router router) {
    router.route(PUBLIC).order(BEFORE_SIGNING_IN).handler(GraphQlRoute::lead);
  }

  private static void lead(RoutingContext request) {
    if (request.request().method().equals(HttpMethod.POST)) {
      request.reroute(RESOURCE);
    } else {
      RefusalOverHttp.end(
          request.response().setStatusCode(405).putHeader(HttpHeaders.ALLOW, "POST"),
          Refused.invalid("method", "This address takes POST."));
    }
  }
}
