package io.keypulse.platform;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A mistyped {@code mode=DRY_RUN} would be a change, a mistyped scope everybody's figures. */
public class UnknownParameters {
  @OnlyKnownParameters
  @ServerRequestFilter
  public void refuse(ContainerRequestContext context, ResourceInfo resource) {
    List<String> known =
        Arrays.stream(resource.getResourceMethod().getParameters())
            .map(parameter -> parameter.getAnnotation(QueryParam.class))
            .filter(Objects::nonNull)
            .map(QueryParam::value)
            .toList();
    for (String given : context.getUriInfo().getQueryParameters().keySet()) {
      if (!known.contains(given)) {
        throw Refused.invalid(
            given,
            known.isEmpty()
                ? "This address has no parameters; leave it out."
                : "There is no such parameter; this address has %s.%s"
                    .formatted(String.join(", ", known), Nearest.advice(given, known)));
      }
    }
  }
}
