package io.keypulse.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.ExecutionResult;
import graphql.language.OperationDefinition.Operation;
import io.keypulse.platform.Notice;
import io.keypulse.platform.Notices;
import io.keypulse.platform.Refused;
import io.keypulse.platform.RequestId;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One client's socket, as the protocol graphql-transport-ws wants it. The token of {@code
 * connection_init} is verified again before every message, so that rights that change, and tokens
 * that expire, hold at once.
 */
final class Conversation {
  private static final Logger LOG = Logger.getLogger(Conversation.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_SUBSCRIPTIONS = 20;
  private static final long MILLISECONDS_TO_INIT = 10_000;

  private final ServerWebSocket socket;
  private final Wire wire;
  private final Strangers.Stranger stranger;
  private final RoutingContext handshake;
  private final Credentials credentials;
  private final GraphQlBudget budget;
  private final GraphQlEngine engine;
  private final NoticeTeller teller;
  private final Notices notices;
  private final Consumer<Conversation> ended;
  private final InTurn told = new InTurn();
  private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
  private volatile boolean acknowledged;
  private volatile boolean initialised;

  private record Subscription(String channel, Notices.Listener listener) {}

  Conversation(
      ServerWebSocket socket,
      Strangers.Stranger stranger,
      RoutingContext handshake,
      GraphQlBudget budget,
      GraphQlEngine engine,
      NoticeTeller teller,
      Notices notices,
      Consumer<Conversation> ended) {
    this.socket = socket;
    wire = new Wire(socket, handshake.request().connection(), handshake.vertx());
    this.stranger = stranger;
    this.handshake = handshake;
    credentials = new Credentials(handshake);
    this.budget = budget;
    this.engine = engine;
    this.teller = teller;
    this.notices = notices;
    this.ended = ended;
  }

  void begin() {
    socket.frameHandler(new Frames(wire)::count);
    socket.textMessageHandler(this::read);
    socket.closeHandler(_ -> end());
    handshake
        .vertx()
        .setTimer(
            MILLISECONDS_TO_INIT,
            _ -> {
              if (!initialised) {
                wire.close(4408, "Connection initialisation timeout");
              }
            });
  }

  /** This replica ends; clients open their sockets again, at another one. */
  void goElsewhere() {
    wire.close(1001, "Subscribe again elsewhere");
  }

  private void end() {
    List.copyOf(subscriptions.keySet()).forEach(this::leave);
    stranger.leave();
    ended.accept(this);
  }

  private void read(String text) {
    if (wire.isClosed()) {
      return;
    }
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      wire.close(4400, "Invalid message");
      return;
    }
    try {
      hear(message, text);
    } catch (RuntimeException fault) {
      LOG.errorf(fault, "Incident %s: a message could not be heard", RequestId.current());
      wire.close(1011, "Internal error");
    }
  }

  private void hear(JsonNode message, String text) {
    switch (message.path("type").asText()) {
      case "connection_init" -> init(message.path("payload"));
      case "ping" -> {
        if (acknowledged) {
          wire.send(Map.of("type", "pong"));
        }
      }
      case "pong" -> {}
      case "subscribe" -> subscribe(message.path("id").asText(), message.path("payload"), text);
      case "complete" -> leave(message.path("id").asText());
      default -> wire.close(4400, "Invalid message");
    }
  }

  private void init(JsonNode payload) {
    if (initialised) {
      wire.close(4429, "Too many initialisation requests");
      return;
    }
    initialised = true;
    credentials.take(payload);
    credentials
        .signIn()
        .subscribe()
        .with(
            _ -> {
              acknowledged = true;
              stranger.leave();
              wire.send(Map.of("type", "connection_ack"));
            },
            _ -> wire.close(4403, "Forbidden"));
  }

  private void subscribe(String id, JsonNode payload, String text) {
    if (!acknowledged) {
      wire.close(4401, "Unauthorized");
    } else if (id.isEmpty()) {
      wire.close(4400, "Invalid message");
    } else if (subscriptions.containsKey(id)) {
      wire.close(4409, "Subscriber for " + id + " already exists");
    } else if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
      wire.close(4400, "Too many subscriptions");
    } else {
      try {
        budget.refuseLong(text.getBytes(StandardCharsets.UTF_8).length);
        listen(id, GraphQlRequest.of(payload));
      } catch (Refused refused) {
        wire.error(id, Answer.errors(refused));
      } catch (RuntimeException fault) {
        String incident = RequestId.current();
        LOG.errorf(fault, "Incident %s, and nobody subscribed", incident);
        leave(id);
        wire.error(id, Answer.incident(incident));
      }
    }
  }

  private void listen(String id, GraphQlRequest request) {
    GraphQlBudget.Approved approved = budget.approve(request);
    if (approved.operation() != Operation.SUBSCRIPTION) {
      throw Refused.invalid("query", "Send queries and mutations by POST; subscribe here.");
    }
    ExecutionResult dryRun = engine.execute(request);
    if (!NoticeTeller.saysNothing(dryRun)) {
      wire.error(id, Answer.errors(dryRun));
      return;
    }
    String channel = engine.channel(budget.subscribedField(request));
    Notices.Listener listener = listener(id, request);
    subscriptions.put(id, new Subscription(channel, listener));
    notices.listen(channel, listener);
    listener.heard(Notice.FIRST);
  }

  private Notices.Listener listener(String id, GraphQlRequest request) {
    return new Notices.Listener() {
      @Override
      public void heard(String notice) {
        if (!told.add(() -> tell(id, request, notice))) {
          wire.close(1013, "Read again and subscribe again");
        }
      }

      @Override
      public void lost() {
        wire.close(1012, "Read again and subscribe again");
      }
    };
  }

  private void tell(String id, GraphQlRequest request, String notice) {
    if (!subscriptions.containsKey(id)) {
      return;
    }
    try {
      Optional<SecurityIdentity> subscriber = credentials.signedIn();
      if (subscriber.isEmpty()) {
        wire.close(4403, "Forbidden");
        return;
      }
      ExecutionResult result = teller.tell(subscriber.get(), request, notice);
      if (NoticeTeller.refuses(result)) {
        refuse(id, Answer.errors(result));
      } else if (subscriptions.containsKey(id) && !NoticeTeller.saysNothing(result)) {
        wire.send(Map.of("id", id, "type", "next", "payload", Answer.of(result)));
      }
    } catch (Refused over) {
      refuse(id, Answer.errors(over));
    } catch (RuntimeException fault) {
      LOG.errorf(fault, "A notice could not be told");
      wire.close(1011, "Internal error");
    }
  }

  /** Once: it is over then, and what is heard meanwhile is not told. */
  private void refuse(String id, List<Map<String, Object>> errors) {
    if (leave(id)) {
      wire.error(id, errors);
    }
  }

  private boolean leave(String id) {
    Subscription left = subscriptions.remove(id);
    if (left != null) {
      notices.leave(left.channel(), left.listener());
    }
    return left != null;
  }
}
