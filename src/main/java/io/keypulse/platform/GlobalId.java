package io.keypulse.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Opaque ids of the API, unique over all types: {@code base64url("Account:17")}. */
public final class GlobalId {
  private GlobalId() {}

  public static String of(String type, long id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((type + ":" + id).getBytes(StandardCharsets.UTF_8));
  }

  /** The type that an id names; empty for what is no id. */
  public static String type(String id) {
    String plain = plain(id);
    return plain.substring(0, Math.max(0, plain.indexOf(':')));
  }

  /**
   * The number behind an id of this type.
   *
   * @throws Refused INVALID, naming the field, for anything else
   */
  public static long parse(String type, String id, String field) {
    String plain = plain(id);
    String number = plain.startsWith(type + ":") ? plain.substring(type.length() + 1) : "";
    if (number.matches("[0-9]{1,18}")) {
      return Long.parseLong(number);
    }
    throw Refused.invalid(
        field, "This is no id of type " + type + "; pass an id as the API returned it.");
  }

  /** As {@link #parse}, for tables whose ids are 32 bits wide. */
  public static int parseInt(String type, String id, String field) {
    long value = parse(type, id, field);
    if (value > Integer.MAX_VALUE) {
      throw Refused.invalid(
          field, "This is no id of type " + type + "; pass an id as the API returned it.");
    }
    return (int) value;
  }

  private static String plain(String id) {
    try {
      return new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }
}
