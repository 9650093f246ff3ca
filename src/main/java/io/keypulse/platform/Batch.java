package io.keypulse.platform;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands what one statement found for many objects back to each of them, in their order. */
public final class Batch {
  private Batch() {}

  /** For fields that every object has. */
  public static <S, K, V> List<V> each(List<S> asked, Function<S, K> key, Map<K, V> found) {
    return asked.stream().map(one -> Objects.requireNonNull(found.get(key.apply(one)))).toList();
  }

  /**
   * @param find what stands under these keys
   */
  public static <S, K, V> List<V> each(
      List<S> asked, Function<S, K> key, Function<List<K>, Map<K, V>> find) {
    return each(asked, key, find.apply(asked.stream().map(key).distinct().toList()));
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

  /**
   * @param find what stands under these keys
   */
  public static <S, K, V> List<@Nullable V> eachOrNull(
      List<S> asked, Function<S, @Nullable K> key, Function<List<K>, Map<K, V>> find) {
    Set<K> keys = new LinkedHashSet<>();
    for (S one : asked) {
      @Nullable K of = key.apply(one);
      if (of != null) {
        keys.add(of);
      }
    }
    return eachOrNull(asked, key, find.apply(List.copyOf(keys)));
  }

  /** For fields that are lists; empty where nothing was found. */
  public static <S, K, V> List<List<V>> lists(
      List<S> asked, Function<S, K> key, Map<K, List<V>> found) {
    return asked.stream().map(one -> found.getOrDefault(key.apply(one), List.of())).toList();
  }

  /**
   * @param find the rows that belong to these keys, in the order of the field
   * @param owner the key that a row belongs to
   */
  public static <S, K, R, V> List<List<V>> lists(
      List<S> asked,
      Function<S, K> key,
      Function<List<K>, List<R>> find,
      Function<R, K> owner,
      Function<R, V> view) {
    Map<K, List<V>> found =
        find.apply(asked.stream().map(key).distinct().toList()).stream()
            .collect(groupingBy(owner, mapping(view, toList())));
    return lists(asked, key, found);
  }
}
