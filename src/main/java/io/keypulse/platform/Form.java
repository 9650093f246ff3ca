package io.keypulse.platform;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fields of a posted form, the first of each name; fields that cannot be decoded are left out.
 */
public record Form(Map<String, String> fields) {
  private static final Pattern AND = Pattern.compile("&");

  public static Form parse(String body) {
    Map<String, String> fields = new HashMap<>();
    AND.splitAsStream(body)
        .forEach(
            field -> {
              int equals = field.indexOf('=');
              if (equals > 0) {
                decode(field.substring(equals + 1))
                    .ifPresent(value -> fields.putIfAbsent(field.substring(0, equals), value));
              }
            });
    return new Form(fields);
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private static Optional<String> decode(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
