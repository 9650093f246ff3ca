package io.keypulse.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.platform.Refused;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** By what somebody at a socket is known: what its handshake or {@code connection_init} says. */
final class Credentials {
  private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7E]+");
  private static final Duration MOST_TIME = Duration.ofSeconds(10);

  private final RoutingContext handshake;

  Credentials(RoutingContext handshake) {
    this.handshake = handshake;
  }

  void take(JsonNode payload) {
    payload
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().equalsIgnoreCase("authorization")
                  && PLAIN.matcher(entry.getValue().asText()).matches()) {
                handshake.request().headers().set("Authorization", entry.getValue().asText());
              }
            });
  }

  /** Whoever they are now: a fault when nobody, or nobody any more. */
  Uni<SecurityIdentity> signIn() {
    return Objects.requireNonNull(
            handshake.<HttpAuthenticator>get(HttpAuthenticator.class.getName()))
        .attemptAuthentication(handshake)
        .onItem()
        .ifNull()
        .failWith(() -> Refused.forbidden("Sign in first."));
  }

  /** The same, waited for. */
  Optional<SecurityIdentity> signedIn() {
    try {
      return Optional.of(signIn().await().atMost(MOST_TIME));
    } catch (RuntimeException nobody) {
      return Optional.empty();
    }
  }
}
