package io.keypulse.survey;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Says "later" before the database is asked anything. */
@Provider
@Throttled
class ThrottleFilter implements ContainerRequestFilter {
  @Inject Doorkeeper doorkeeper;

  @Override
  public void filter(ContainerRequestContext context) {
    doorkeeper
        .turnedAway(
            context.getUriInfo().getQueryParameters().getFirst("l"),
            context.getAcceptableLanguages())
        .ifPresent(context::abortWith);
  }
}
