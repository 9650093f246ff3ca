package io.keypulse.edge;

import io.keypulse.platform.AskerAddress;
import io.keypulse.platform.Notices;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Subscriptions over graphql-transport-ws at {@code /graphql/ws}. A page of another site is not let
 * in, for a browser asks nobody before it opens a socket.
 */
@ApplicationScoped
class GraphQlSocket {
  private static final String PATH = "/graphql/ws";
  private static final String PROTOCOL = "graphql-transport-ws";

  @Inject GraphQlBudget budget;
  @Inject GraphQlEngine engine;
  @Inject GraphQlLimits limits;
  @Inject NoticeTeller teller;
  @Inject Notices notices;
  @Inject AskerAddress asker;

  private final Strangers strangers = new Strangers();
  private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  void lead(@Observes Router router) {
    router.route(PATH).order(-1).handler(this::open);
  }

  private void open(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      context.response().setStatusCode(426).putHeader("Upgrade", "websocket").end();
    } else if (ending) {
      context.response().setStatusCode(503).end("This replica ends.");
    } else if (!isOfOurSite(request)) {
      context.response().setStatusCode(403).end("This site is not allowed here.");
    } else if (!String.valueOf(request.getHeader("Sec-WebSocket-Protocol")).contains(PROTOCOL)) {
      context.response().setStatusCode(400).end("Speak " + PROTOCOL + ".");
    } else {
      strangers
          .admit(AskerAddress.network(asker.of(request)))
          .ifPresentOrElse(stranger -> admit(stranger, context), () -> tooMany(context));
    }
  }

  private void admit(Strangers.Stranger stranger, RoutingContext context) {
    context
        .request()
        .toWebSocket()
        .onSuccess(socket -> begin(socket, stranger, context))
        .onFailure(_ -> stranger.leave());
  }

  private static void tooMany(RoutingContext context) {
    context
        .response()
        .setStatusCode(429)
        .putHeader(HttpHeaders.RETRY_AFTER, "10")
        .end("Too many sockets of your address have not signed in yet.");
  }

  private void begin(ServerWebSocket socket, Strangers.Stranger stranger, RoutingContext context) {
    RequestsUnderWay.forget(context.request());
    if (socket.isClosed()) {
      stranger.leave();
      return;
    }
    Conversation conversation =
        new Conversation(socket, stranger, context, budget, engine, teller, notices, open::remove);
    open.add(conversation);
    conversation.begin();
  }

  /** Before the server closes all sockets, as if everything had been said. */
  void end(@Observes ShutdownDelayInitiatedEvent soon) {
    ending = true;
    List.copyOf(open).forEach(Conversation::goElsewhere);
  }

  /** Programs send no origin; browsers do. */
  private boolean isOfOurSite(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return true;
    }
    Set<String> allowed = limits.origins().orElse(Set.of());
    return allowed.contains(origin)
        || (allowed.isEmpty()
            && origin.contains("//")
            && isHost(origin, String.valueOf(request.getHeader("Host"))));
  }

  private static boolean isHost(String origin, String host) {
    try {
      return URI.create(origin).getAuthority().equalsIgnoreCase(host);
    } catch (IllegalArgumentException | NullPointerException notAnOrigin) {
      return false;
    }
  }
}
