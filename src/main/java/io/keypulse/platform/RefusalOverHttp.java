package io.keypulse.platform;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A refusal over plain HTTP: the status that fits its code, and the same three facts that GraphQL
 * tells.
 */
@Provider
public class RefusalOverHttp implements ExceptionMapper<Refused> {
  /** What the client gets as JSON. */
  public record Body(RefusalCode code, @Nullable String field, @Nullable String message) {}

  @Override
  public Response toResponse(Refused refused) {
    int status =
        switch (refused.code()) {
          case INVALID -> 400;
          case FORBIDDEN -> 403;
          case NOT_FOUND -> 404;
          case ALREADY_EXISTS, WRONG_STATE, CONFLICT -> 409;
          case OVER_BUDGET -> 413;
        };
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(new Body(refused.code(), refused.field(), refused.getMessage()))
        .build();
  }
}
