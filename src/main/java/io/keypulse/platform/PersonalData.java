package io.keypulse.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a table mentions a person. Conditions are about the table as {@code t}; they may use {@code
 * :contact} (id), {@code :source} and {@code :externalId}, and the text arrays {@code :addresses}
 * and {@code :phones}, those that nobody else has, {@code :spellings} of the addresses, {@code
 * :texts}, whatever else points at this person alone. What people write of others is {@link
 * WrittenText}.
 *
 * @param rows of the table that mention the person
 * @param told what of such a row the person may read, as a JSON object; nothing of it where null
 * @param erasure a statement in which {rows} stands for that condition, at the time {@code :now};
 *     where null nothing of the row says who it was
 */
public record PersonalData(
    String table, String rows, @Nullable String told, @Nullable String erasure) {
  static final String WHOLE = "to_jsonb(t)";

  public static PersonalData whole(String table, String rows, String erasure) {
    return new PersonalData(table, rows, WHOLE, erasure);
  }

  /** Mentions the person by the number of the contact only, which is nobody's once erased. */
  public static PersonalData byNumber(String table, String rows) {
    return new PersonalData(table, rows, WHOLE, null);
  }

  /** When a room's tables are erased. */
  public enum Turn {
    /** Whoever else writes of the person holds one of their rows, and is waited for. */
    FIRST,
    AMONG_OTHERS,
    /** These tables also keep what the erasing of the others leaves behind. */
    LAST
  }

  /** Each room tells of its own tables. */
  public interface Of {
    default List<PersonalData> personalData() {
      return List.of();
    }

    /** What people write there freely. */
    default List<WrittenText> writtenTexts() {
      return List.of();
    }

    default Turn turn() {
      return Turn.AMONG_OTHERS;
    }
  }
}
