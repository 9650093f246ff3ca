package io.keypulse.platform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields of a posted form.
 *
 * @param broken those that cannot be decoded, or say two different things: they say nothing
 */
public record Form(Map<String, String> fields, Set<String> broken) {
  private static final Pattern AND = Pattern.compile("&");
  private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  public static Form parse(String body) {
    return parse(body.getBytes(UTF_8));
  }

  public static Form parse(byte[] body) {
    Map<String, String> fields = new HashMap<>();
    Set<String> broken = new HashSet<>();
    AND.splitAsStream(new String(body, ISO_8859_1))
        .forEach(
            field -> {
              int equals = field.indexOf('=');
              if (equals > 0) {
                String name = field.substring(0, equals);
                String sent = field.substring(equals + 1);
                String whole = LONE_PERCENT.matcher(sent).replaceAll("%25");
                byte[] bytes = URLDecoder.decode(whole, ISO_8859_1).getBytes(ISO_8859_1);
                String value = new String(bytes, UTF_8);
                String first = fields.merge(name, value, (before, _) -> before);
                if (!first.equals(value)
                    || !whole.equals(sent)
                    || !Arrays.equals(value.getBytes(UTF_8), bytes)) {
                  broken.add(name);
                }
              }
            });
    return new Form(fields, broken);
  }

  public Optional<String> get(String name) {
    return broken.contains(name) ? Optional.empty() : typed(name);
  }

  /** As {@link #get}, and what can be read of a broken one, to be shown to whoever typed it. */
  public Optional<String> typed(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
