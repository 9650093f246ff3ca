package io.keypulse.platform;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The name of a request, in every line of the log it causes and in its answer: the one it came
 * with, when that is plain enough to stand in a log, else a new one.
 */
@ApplicationScoped
public class RequestId {
  private static final String HEADER = "X-Request-Id";
  private static final String KEY = "request";
  private static final int BEFORE_ALL_OTHERS = -3_000;

  void name(@Observes Router router) {
    router.route().order(BEFORE_ALL_OTHERS).handler(RequestId::name);
  }

  private static void name(RoutingContext context) {
    String asked = context.request().getHeader(HEADER);
    String id = isPlain(asked) ? asked : UUID.randomUUID().toString();
    MDC.put(KEY, id);
    context.response().putHeader(HEADER, id);
    context.next();
  }

  private static boolean isPlain(@Nullable String id) {
    return id != null && id.matches("[A-Za-z0-9._-]{1,64}");
  }

  /** Of the request this thread works for; a new one outside any. */
  public static String current() {
    Object id = MDC.get(KEY);
    return id == null ? UUID.randomUUID().toString() : id.toString();
  }
}
