package io.keypulse.edge;

import io.keypulse.platform.RefusalOverHttp;
import io.keypulse.platform.Refused;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * A request that the server cannot make sense of is refused, and is no fault of ours that a person
 * has to look at: the library would tell of it as of one.
 */
@ApplicationScoped
class Unreadable {
  private static final Logger LOG = Logger.getLogger(Unreadable.class);
  private static final int AFTER_SIGNING_IN_HAS_FAILED = -2_950;

  void refuse(@Observes Router router) {
    router.route().order(AFTER_SIGNING_IN_HAS_FAILED).failureHandler(Unreadable::refuse);
  }

  private static void refuse(RoutingContext context) {
    int status = context.statusCode();
    if (context.failure() == null || status < 400 || status > 499 || context.response().ended()) {
      context.next();
      return;
    }
    LOG.debugf(context.failure(), "A request could not be read");
    RefusalOverHttp.end(
        context.response().setStatusCode(status),
        Refused.invalid("request", "This is no request that Keypulse can read."));
  }
}
