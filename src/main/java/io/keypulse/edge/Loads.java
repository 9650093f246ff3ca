package io.keypulse.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one request has loaded. Objects that came together are siblings: when a field is asked of
 * one of them it is loaded for all, so that the number of statements depends on the shape of a
 * query and never on its rows.
 *
 * <p>Objects are told apart by identity and questions by equality of their field and arguments; a
 * hash alone never decides.
 */
final class Loads {
  static final ScopedValue<Loads> CURRENT = ScopedValue.newInstance();
  private static final Object ASKED = new Object();

  private final AnswerBounds bounds;
  private final IdentityHashMap<Object, List<Object>> siblings = new IdentityHashMap<>();
  private final Map<Question, Map<Object, @Nullable Object>> answers = new HashMap<>();

  private record Question(Object field, List<? extends @Nullable Object> arguments) {}

  Loads(AnswerBounds bounds) {
    this.bounds = bounds;
  }

  AnswerBounds bounds() {
    return bounds;
  }

  /**
   * The field of this source, loaded together with those of its siblings unless it is there
   * already.
   *
   * @param load answers for many sources, in their order
   */
  @Nullable Object ask(
      Object field,
      List<? extends @Nullable Object> arguments,
      Object source,
      Function<List<Object>, List<? extends @Nullable Object>> load) {
    Map<Object, @Nullable Object> known =
        answers.computeIfAbsent(new Question(field, arguments), _ -> new IdentityHashMap<>());
    if (!known.containsKey(source)) {
      List<Object> asked = new ArrayList<>();
      for (Object sibling : siblings.getOrDefault(source, List.of(source))) {
        if (!known.containsKey(sibling)) {
          known.put(sibling, ASKED);
          asked.add(sibling);
        }
      }
      bounds.stopWhenLate();
      List<? extends @Nullable Object> found = load(load, asked, known);
      for (int i = 0; i < asked.size(); i++) {
        known.put(asked.get(i), found.get(i));
      }
      cameTogether(found);
    }
    return known.get(source);
  }

  /**
   * From now on these, and what lists among them hold, are siblings of those of their kind: members
   * of a union are asked for different fields.
   */
  void cameTogether(Iterable<? extends @Nullable Object> values) {
    Map<Class<?>, List<Object>> groups = new HashMap<>();
    values.forEach(value -> collect(value, groups));
    groups.values().forEach(group -> group.forEach(one -> siblings.put(one, group)));
  }

  /** A mutation has changed what was known. */
  void forget() {
    answers.clear();
  }

  private static List<? extends @Nullable Object> load(
      Function<List<Object>, List<? extends @Nullable Object>> load,
      List<Object> asked,
      Map<Object, @Nullable Object> known) {
    List<? extends @Nullable Object> found = List.of();
    try {
      found = load.apply(asked);
    } finally {
      if (found.size() != asked.size()) {
        asked.forEach(known::remove);
      }
    }
    if (found.size() != asked.size()) {
      throw new IllegalStateException(
          "A batch of " + asked.size() + " objects was answered " + found.size() + " times");
    }
    return found;
  }

  private void collect(@Nullable Object value, Map<Class<?>, List<Object>> groups) {
    switch (value) {
      case null -> {}
      case List<?> list -> list.forEach(one -> collect(one, groups));
      case Optional<?> optional -> optional.ifPresent(one -> collect(one, groups));
      default -> {
        bounds.holdOne();
        groups.computeIfAbsent(value.getClass(), _ -> new ArrayList<>()).add(value);
      }
    }
  }
}
