package io.keypulse.platform;

import org.jspecify.annotations.Nullable;

/**
 * A request that is understood and not carried out; its message says what to do and is shown to the
 * client.
 */
public class Refused extends RuntimeException {
  private final RefusalCode code;
  private final @Nullable String field;

  public Refused(RefusalCode code, @Nullable String field, String message) {
    super(message, null, false, false);
    this.code = code;
    this.field = field;
  }

  public static Refused invalid(String field, String message) {
    return new Refused(RefusalCode.INVALID, field, message);
  }

  public static Refused notFound(String field, String message) {
    return new Refused(RefusalCode.NOT_FOUND, field, message);
  }

  public static Refused forbidden(String message) {
    return new Refused(RefusalCode.FORBIDDEN, null, message);
  }

  public RefusalCode code() {
    return code;
  }

  public @Nullable String field() {
    return field;
  }
}
