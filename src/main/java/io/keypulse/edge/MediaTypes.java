package io.keypulse.edge;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/**
 * What the client sends and takes. Only JSON comes in: nothing a browser sends across sites without
 * asking first.
 */
record MediaTypes(MediaType answer) {
  private static final MediaType RESPONSE =
      new MediaType("application", "graphql-response+json", "utf-8");
  private static final MediaType LEGACY = MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8");

  static MediaTypes of(HttpHeaders headers) {
    if (!isUtf8Json(headers)) {
      throw new NotSupportedException("Send application/json in UTF-8.");
    }
    for (MediaType range : headers.getAcceptableMediaTypes()) {
      if (LEGACY.isCompatible(range)) {
        return new MediaTypes(LEGACY);
      }
      if (RESPONSE.isCompatible(range)) {
        return new MediaTypes(RESPONSE);
      }
    }
    throw new NotAcceptableException(
        "Accept application/graphql-response+json or application/json.");
  }

  /** Clients of plain JSON take every well-formed response as 200. */
  int statusOfRequestError() {
    return answer.equals(LEGACY) ? 200 : 400;
  }

  private static boolean isUtf8Json(HttpHeaders headers) {
    try {
      MediaType type = headers.getMediaType();
      return type != null
          && MediaType.APPLICATION_JSON_TYPE.isCompatible(type)
          && !type.isWildcardType()
          && "utf-8".equalsIgnoreCase(type.getParameters().getOrDefault("charset", "utf-8"));
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
