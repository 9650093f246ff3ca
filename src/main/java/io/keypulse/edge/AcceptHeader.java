package io.keypulse.edge;

import io.keypulse.platform.RefusalOverHttp;
import io.keypulse.platform.Refused;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Refuses what is no media type before the server stumbles over it; a header that says nothing
 * accepts everything.
 */
@ApplicationScoped
class AcceptHeader {
  private static final int BEFORE_ALL_OTHERS = -2_600;
  private static final Pattern MEDIA_RANGE = Pattern.compile("\\s*[^\\s/;]+/[^\\s/;]+\\s*(;.*)?");

  void read(@Observes Router router) {
    router.route().order(BEFORE_ALL_OTHERS).handler(AcceptHeader::read);
  }

  private static void read(RoutingContext context) {
    MultiMap headers = context.request().headers();
    List<String> accepted = headers.getAll(HttpHeaders.ACCEPT);
    if (!accepted.isEmpty() && accepted.stream().allMatch(String::isBlank)) {
      headers.remove(HttpHeaders.ACCEPT);
    }
    if (headers.getAll(HttpHeaders.ACCEPT).stream().allMatch(AcceptHeader::isReadable)) {
      context.next();
    } else {
      RefusalOverHttp.end(
          context.response().setStatusCode(406),
          Refused.invalid(
              HttpHeaders.ACCEPT,
              "Name media types such as application/json, or leave the header out."));
    }
  }

  private static boolean isReadable(String ranges) {
    return Stream.of(ranges.split(",")).allMatch(range -> MEDIA_RANGE.matcher(range).matches());
  }
}
