package io.keypulse.demo;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Lets the sample company's people in with one password: {@code admin}, {@code analyst}, and every
 * employee by the part of their address before the @.
 */
@ApplicationScoped
public class DemoPeople implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
  public static final String PASSWORD = "demo";
  public static final String COMPANY = "Northwind Controls";
  public static final String DOMAIN = "@keypulse.example";

  private static final Map<String, Set<String>> ROLES =
      Map.of(
          "admin", Set.of("keypulse-admin"),
          "analyst", Set.of("keypulse-analyst"),
          "developer", Set.of("keypulse-developer"));

  @Override
  public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
    return UsernamePasswordAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
    if (!Arrays.equals(request.getPassword().getPassword(), PASSWORD.toCharArray())) {
      return Uni.createFrom()
          .failure(new AuthenticationFailedException("The demo's password is " + PASSWORD));
    }
    String login = request.getUsername();
    return Uni.createFrom()
        .item(
            QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(login + DOMAIN))
                .addRoles(ROLES.getOrDefault(login, Set.of()))
                .build());
  }
}
