package io.keypulse.staff;

import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Matches whoever signs in to an employee by e-mail, at every request, so that changed rights apply
 * at once. The roles {@code keypulse-admin} and {@code keypulse-analyst} of the identity provider
 * see all accounts, also of somebody who never was an employee; everyone else must be an active
 * one. Whoever has left, or has not joined yet, is nobody, whatever the token says.
 */
@ApplicationScoped
class SignIn implements SecurityIdentityAugmentor {
  static final String ADMIN = "keypulse-admin";
  static final String ANALYST = "keypulse-analyst";

  @Inject Employees employees;
  @Inject Today today;

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return identity.isAnonymous()
        ? Uni.createFrom().item(identity)
        : context.runBlocking(() -> withViewer(identity));
  }

  private SecurityIdentity withViewer(SecurityIdentity identity) {
    @Nullable String address = identity.getPrincipal().getName();
    if (address == null) {
      throw new ForbiddenException("The token tells no e-mail address.");
    }
    String login = address.toLowerCase(Locale.ROOT);
    if (identity.getPrincipal() instanceof JsonWebToken token
        && Boolean.FALSE.equals(token.getClaim("email_verified"))) {
      throw new ForbiddenException(
          "The e-mail address of this account is not verified by the identity provider.");
    }
    return QuarkusSecurityIdentity.builder(identity)
        .addAttribute(Viewer.ATTRIBUTE, viewer(identity, login, employees.signingIn(login)))
        .build();
  }

  private Viewer viewer(
      SecurityIdentity identity, String login, Optional<Employees.SigningIn> employee) {
    if (employee.isPresent() && !employee.get().active()) {
      throw new ForbiddenException("Whoever had this e-mail address works here no longer.");
    }
    employee
        .flatMap(Employees.SigningIn::joinedOn)
        .filter(today.get()::isBefore)
        .ifPresent(
            day -> {
              throw new ForbiddenException(
                  "Whoever has this e-mail address works here from %s on.".formatted(day));
            });
    String name = employee.map(Employees.SigningIn::name).orElse(login);
    if (identity.hasRole(ADMIN)) {
      return new Viewer(
          Viewer.Access.ADMIN, employee.map(Employees.SigningIn::id).orElse(null), name);
    }
    if (identity.hasRole(ANALYST)) {
      return new Viewer(
          Viewer.Access.ANALYST, employee.map(Employees.SigningIn::id).orElse(null), name);
    }
    return employee
        .map(e -> Viewer.member(e.id(), e.name()))
        .orElseThrow(() -> new ForbiddenException("Nobody of this e-mail address works here."));
  }
}
