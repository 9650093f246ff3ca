package io.keypulse.staff;

import io.keypulse.platform.Outage;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.RefusalOverHttp;
import io.keypulse.platform.Refused;
import io.keypulse.platform.RequestId;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells whoever is not let in why, and that it is our fault where it is. */
@ApplicationScoped
class NotLetIn {
  private static final Logger LOG = Logger.getLogger(NotLetIn.class);
  private static final int BEFORE_ALL_OTHERS = -3_000;
  private static final String FIELD = "Authorization";

  void tell(@Observes Router router) {
    router.route().order(BEFORE_ALL_OTHERS).failureHandler(NotLetIn::tell);
  }

  private static void tell(RoutingContext request) {
    Optional<Refused> refusal =
        causes(request.failure()).map(NotLetIn::meaning).flatMap(Optional::stream).findFirst();
    if (refusal.isEmpty() || request.response().ended()) {
      request.next();
      return;
    }
    if (refusal.get().code() == RefusalCode.UNAVAILABLE) {
      LOG.errorf(request.failure(), "Incident %s: nobody can sign in", RequestId.current());
    }
    tell(request.response(), refusal.get());
  }

  private static Optional<Refused> meaning(Throwable failure) {
    return switch (failure) {
      case AuthenticationFailedException _ ->
          refusal(
              RefusalCode.UNAUTHENTICATED,
              "Send a bearer token of your identity provider that is valid now and meant for Keypulse.");
      case ForbiddenException forbidden ->
          refusal(
              RefusalCode.FORBIDDEN,
              Objects.requireNonNullElse(forbidden.getMessage(), "You may not do this."));
      case OIDCException _ ->
          refusal(
              RefusalCode.UNAVAILABLE, "The identity provider is out of reach; try again later.");
      default ->
          Outage.is(failure)
              ? refusal(RefusalCode.UNAVAILABLE, "The database is out of reach; try again later.")
              : Optional.empty();
    };
  }

  private static Optional<Refused> refusal(RefusalCode code, String message) {
    return Optional.of(new Refused(code, FIELD, message));
  }

  private static void tell(HttpServerResponse response, Refused refused) {
    switch (refused.code()) {
      case UNAUTHENTICATED -> response.setStatusCode(401).putHeader("WWW-Authenticate", "Bearer");
      case UNAVAILABLE ->
          response
              .setStatusCode(503)
              .putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Outage.SECONDS));
      default -> response.setStatusCode(403);
    }
    RefusalOverHttp.end(response, refused);
  }

  private static Stream<Throwable> causes(@Nullable Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }
}
