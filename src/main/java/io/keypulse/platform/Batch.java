package io.keypulse.platform;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands what one statement found for many objects back to each of them, in their order. */
public final class Batch {
  private Batch() {}

  /** For fields that every object has. */
  public static <S, K, V> List<V> each(List<S> asked, Function<S, K> key, Map<K, V> found) {
    return asked.stream().map(one -> Objects.requireNonNull(found.get(key.apply(one)))).toList();
  }

  /** For fields that an object may lack. */
  public static <S, K, V> List<@Nullable V> eachOrNull(
      List<S> asked, Function<S, @Nullable K> key, Map<K, V> found) {
    return asked.stream()
        .<@Nullable V>map(
            one -> {
              @Nullable K of = key.apply(one);
              return of == null ? null : found.get(of);
            })
        .toList();
  }

  /** For fields that are lists; empty where nothing was found. */
  public static <S, K, V> List<List<V>> lists(
      List<S> asked, Function<S, K> key, Map<K, List<V>> found) {
    return asked.stream().map(one -> found.getOrDefault(key.apply(one), List.of())).toList();
  }
}
