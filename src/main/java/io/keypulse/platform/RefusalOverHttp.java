package io.keypulse.platform;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal over plain HTTP: the status that fits its code, and the same three facts that GraphQL
 * tells.
 */
@Provider
public class RefusalOverHttp implements ExceptionMapper<Refused> {
  /** What the client gets as JSON. */
  public record Body(RefusalCode code, @Nullable String field, @Nullable String message) {
    public static Body of(Refused refused) {
      return new Body(refused.code(), refused.field(), refused.getMessage());
    }
  }

  @Override
  public Response toResponse(Refused refused) {
    int status =
        switch (refused.code()) {
          case INVALID -> 400;
          case UNAUTHENTICATED -> 401;
          case FORBIDDEN -> 403;
          case NOT_FOUND -> 404;
          case ALREADY_EXISTS, WRONG_STATE, CONFLICT -> 409;
          case OVER_BUDGET -> 413;
          case UNAVAILABLE -> 503;
        };
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(Body.of(refused))
        .build();
  }

  /** The same where only the server itself is at hand; its status is set already. */
  public static void end(HttpServerResponse response, Refused refused) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
        .end(Json.encode(Body.of(refused)));
  }

  /** What the server refuses before anything of ours is reached, told in the same way. */
  static Response withBody(WebApplicationException told) {
    Response response = told.getResponse();
    Optional<Refused> refusal =
        switch (response.getStatus()) {
          case 404 -> Optional.of(Refused.notFound("path", "There is nothing at this address."));
          case 405 -> Optional.of(Refused.invalid("method", methods(response)));
          case 406 -> Optional.of(Refused.invalid("Accept", accept(told)));
          case 415 -> Optional.of(Refused.invalid("Content-Type", message(told)));
          default -> Optional.empty();
        };
    return response.hasEntity() || refusal.isEmpty()
        ? response
        : Response.fromResponse(response)
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(Body.of(refusal.get()))
            .build();
  }

  private static String methods(Response response) {
    return response.getAllowedMethods().isEmpty()
        ? "This address does not take this method."
        : "This address takes " + String.join(", ", response.getAllowedMethods()) + ".";
  }

  /** Ours says what to write; the library's names its annotations. */
  private static String accept(WebApplicationException told) {
    String message = message(told);
    return message.contains("@")
        ? "Nothing here is of a type that your Accept header names."
        : message;
  }

  private static String message(WebApplicationException told) {
    return String.valueOf(told.getMessage());
  }
}
