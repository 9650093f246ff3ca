package io.keypulse.platform;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a body of a type that its address does not take, and tells which it does. */
public class UntakenTypes {
  @Takes
  @ServerRequestFilter
  public void refuse(ContainerRequestContext context, ResourceInfo resource) {
    List<String> taken = List.of(resource.getResourceMethod().getAnnotation(Takes.class).value());
    if (!isOneOf(taken, context)) {
      throw new NotSupportedException("Send " + String.join(" or ", taken) + ".");
    }
  }

  /** What cannot be read is no type at all. */
  private static boolean isOneOf(List<String> taken, ContainerRequestContext context) {
    try {
      MediaType sent = context.getMediaType();
      return sent == null
          || taken.stream().anyMatch(type -> MediaType.valueOf(type).isCompatible(sent));
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
