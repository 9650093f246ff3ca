package io.keypulse.platform;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields of a posted form. Those that cannot be decoded, or say two different things, are left
 * out.
 */
public record Form(Map<String, String> fields) {
  private static final Pattern AND = Pattern.compile("&");

  public static Form parse(String body) {
    Map<String, String> fields = new HashMap<>();
    Set<String> contradictions = new HashSet<>();
    AND.splitAsStream(body)
        .forEach(
            field -> {
              int equals = field.indexOf('=');
              if (equals > 0) {
                String name = field.substring(0, equals);
                decode(field.substring(equals + 1))
                    .ifPresent(
                        value -> {
                          if (!value.equals(fields.merge(name, value, (first, _) -> first))) {
                            contradictions.add(name);
                          }
                        });
              }
            });
    fields.keySet().removeAll(contradictions);
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
