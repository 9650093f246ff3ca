package io.keypulse.edge;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * No address has parameters within its path, and resources pass them over; so does everybody before
 * them, above all the rules of who has to sign in.
 */
@ApplicationScoped
class PathParameters {
  private static final int BEFORE_SIGNING_IN = -2_900;

  void passOver(@Observes Router router) {
    router.route().order(BEFORE_SIGNING_IN).handler(PathParameters::passOver);
  }

  private static void passOver(RoutingContext context) {
    String path = context.request().path();
    if (path == null || path.indexOf(';') < 0) {
      context.next();
    } else {
      String query = context.request().query();
      context.reroute(path.replaceAll(";[^/]*", "") + (query == null ? "" : "?" + query));
    }
  }
}
