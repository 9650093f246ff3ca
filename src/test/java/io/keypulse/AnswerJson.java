package io.keypulse;

import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was answered. Paths of names and places are walked; {@link JsonPath} parses the text and
 * compiles a script for each of them, which was a quarter of what the tests computed.
 */
public final class AnswerJson extends JsonPath {
  private static final Pattern STEP = Pattern.compile("\\.?([A-Za-z_]\\w*)|\\[(\\d+)]");

  private final String text;
  private String root = "";
  private @Nullable Object whole;

  public AnswerJson(String text) {
    super(text);
    this.text = text;
  }

  @Override
  public JsonPath setRootPath(String path) {
    root = path;
    return super.setRootPath(path);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T> T get(String path) {
    List<Object> steps = steps(root + (root.isEmpty() ? "" : ".") + path);
    return steps.isEmpty() ? super.get(path) : (T) walked(steps);
  }

  /** Names and places; empty when there is more to it. */
  private static List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int end = 0;
    while (end < path.length() && step.find() && step.start() == end) {
      steps.add(step.group(1) == null ? (Object) Integer.valueOf(step.group(2)) : step.group(1));
      end = step.end();
    }
    return end == path.length() ? steps : List.of();
  }

  private @Nullable Object walked(List<Object> steps) {
    if (whole == null) {
      whole = Objects.requireNonNull(new JsonPath(text).get("$"));
    }
    Object here = whole;
    for (Object step : steps) {
      here = step instanceof Integer place ? at(here, place) : of(here, (String) step);
    }
    return here;
  }

  private static @Nullable Object at(@Nullable Object list, int place) {
    return list instanceof List<?> some && place < some.size() ? some.get(place) : null;
  }

  /** Of a list it is what each of its objects has. */
  private static @Nullable Object of(@Nullable Object object, String name) {
    if (object instanceof List<?> list) {
      return new ArrayList<>(
          list.stream().filter(Objects::nonNull).map(one -> of(one, name)).toList());
    }
    return object instanceof Map<?, ?> map ? map.get(name) : null;
  }
}
