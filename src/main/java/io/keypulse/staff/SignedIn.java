package io.keypulse.staff;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** As the policy {@code authenticated}, whose refusal says nothing. */
@ApplicationScoped
class SignedIn implements HttpSecurityPolicy {
  @Override
  public String name() {
    return "signed-in";
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
    return identity.map(
        who -> {
          if (who.isAnonymous()) {
            throw new AuthenticationFailedException("Nobody is signed in");
          }
          return CheckResult.PERMIT;
        });
  }
}
