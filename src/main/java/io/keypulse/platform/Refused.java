package io.keypulse.platform;

import org.jspecify.annotations.Nullable;

/**
 * A request that is understood and not carried out; its message says what to do and is shown to the
 * client.
 */
public class Refused extends RuntimeException {
  private final RefusalCode code;
  private final @Nullable String field;
  private final @Nullable Integer currentVersion;

  public Refused(RefusalCode code, @Nullable String field, String message) {
    this(code, field, message, null);
  }

  private Refused(
      RefusalCode code, @Nullable String field, String message, @Nullable Integer currentVersion) {
    super(message, null, false, false);
    this.code = code;
    this.field = field;
    this.currentVersion = currentVersion;
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

  public static Refused wrongState(String field, String message) {
    return new Refused(RefusalCode.WRONG_STATE, field, message);
  }

  /** Somebody else was faster. */
  public static Refused conflict(int currentVersion) {
    return conflict("expectedVersion", currentVersion);
  }

  private static Refused conflict(String field, int currentVersion) {
    return new Refused(
        RefusalCode.CONFLICT,
        field,
        "This has changed meanwhile; read it again and repeat your change on version "
            + currentVersion
            + ".",
        currentVersion);
  }

  /**
   * @throws Refused CONFLICT unless both versions are the same
   */
  public static void unlessCurrent(int expectedVersion, int currentVersion) {
    unlessCurrent("expectedVersion", expectedVersion, currentVersion);
  }

  /** As {@link #unlessCurrent(int, int)}, where a change names several versions. */
  public static void unlessCurrent(String field, int expectedVersion, int currentVersion) {
    if (expectedVersion != currentVersion) {
      throw conflict(field, currentVersion);
    }
  }

  public RefusalCode code() {
    return code;
  }

  public @Nullable String field() {
    return field;
  }

  public @Nullable Integer currentVersion() {
    return currentVersion;
  }
}
