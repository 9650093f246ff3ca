package io.keypulse.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list in keyset order: at most {@code size} rows after the key of the row last seen.
 * The cursor carries the name of its list and a proof that it is ours, so that a cursor of another
 * list or of nobody is refused, and inserts never shift a page.
 */
public record Page(String list, int size, @Nullable Key after) {
  private static final int DEFAULT_SIZE = 25;
  private static final int LARGEST_SIZE = 100;

  /** The sort value and the id of a row. */
  public record Key(String value, long id) {}

  /** The rows of one page, and whether there are rows before and after it. */
  public record Slice<T>(List<T> rows, boolean hasFormer, boolean hasMore, List<String> cursors) {
    public <E> List<E> edges(BiFunction<String, T, E> edge) {
      return IntStream.range(0, rows.size())
          .mapToObj(i -> edge.apply(cursors.get(i), rows.get(i)))
          .toList();
    }

    /** The same page, of what its rows stand for. */
    public <E> Slice<E> showing(List<E> shown) {
      return new Slice<>(shown, hasFormer, hasMore, cursors);
    }

    public PageInfo pageInfo() {
      return new PageInfo(
          hasMore,
          hasFormer,
          cursors.stream().findFirst(),
          cursors.isEmpty() ? Optional.empty() : Optional.of(cursors.getLast()));
    }
  }

  public static Page of(String list, @Nullable Integer first, @Nullable String after) {
    int size = first == null ? DEFAULT_SIZE : first;
    if (size < 1 || size > LARGEST_SIZE) {
      throw Refused.invalid(
          "first", "Ask for 1 to " + LARGEST_SIZE + " rows at a time; read on with after.");
    }
    return new Page(list, size, after == null ? null : decode(list, after));
  }

  /**
   * A page of a list that can be filtered and ordered: a cursor holds for the same filter and order
   * only.
   */
  public static Page of(
      String list, @Nullable Object shape, @Nullable Integer first, @Nullable String after) {
    return of(shape == null ? list : list + "#" + CursorProof.of(shape.toString()), first, after);
  }

  /** The same list, by pages of another size than clients may ask for. */
  public Page reading(int rows) {
    return new Page(list, rows, after);
  }

  /** How many rows to read: one more than shown tells whether there is a next page. */
  public int limit() {
    return size + 1;
  }

  /** The key to read after; before the first row of any list when there is none. */
  public String afterValue() {
    return after == null ? "" : after.value();
  }

  public long afterId(long beforeTheFirst) {
    return after == null ? beforeTheFirst : after.id();
  }

  public <T> Slice<T> slice(List<T> read, Function<T, Key> key) {
    List<T> rows = read.size() > size ? read.subList(0, size) : read;
    return new Slice<>(
        rows,
        after != null,
        read.size() > size,
        rows.stream().map(row -> encode(key.apply(row))).toList());
  }

  private String encode(Key key) {
    String plain =
        String.join("\n", list, Long.toString(key.id()), CursorProof.of(list, key), key.value());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static Key decode(String list, String cursor) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", 4);
      if (parts.length == 4 && parts[0].equals(list) && parts[1].matches("[0-9]{1,18}")) {
        Key key = new Key(parts[3], Long.parseLong(parts[1]));
        if (CursorProof.holds(parts[2], list, key)) {
          return key;
        }
      }
    } catch (IllegalArgumentException notBase64) {
      // told below, as for every other cursor that is not ours
    }
    throw Refused.invalid(
        "after",
        "This is not a cursor of this list in this order; pass endCursor or cursor of the page before.");
  }
}
