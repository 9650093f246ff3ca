package io.keypulse.intake;

import static java.util.stream.Collectors.joining;

import io.keypulse.account.AccountRegister;
import io.keypulse.platform.ExternalId;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/** Why one row of a file is not taken, or not yet; the other rows are. */
public class Rejection extends RuntimeException {
  @Name("ImportVerdictCode")
  public enum Code {
    /** A required cell is empty. */
    MISSING,
    /** A cell cannot be read. */
    INVALID,
    /** The row has more or fewer cells than the header. */
    CELL_COUNT,
    /** It refers to something that does not exist yet; the row is parked. */
    UNKNOWN_REFERENCE,
    /** An earlier row of the file has the same source and external id. */
    DUPLICATE_IN_FILE,
    /** It contradicts what is there already. */
    CONFLICT,
    /** The file may only create, and this exists. */
    ALREADY_THERE,
    /** The file may only change, and this does not exist. */
    NOT_THERE,
    /** It was parked, and an administrator dropped it. */
    DROPPED,
    /** The person was erased on request and must not come back; remove them from the file. */
    ERASED,
    /** It was taken; an archived account had this id before. */
    WAS_ARCHIVED,
    /** It was taken, as far as what somebody changed by hand later leaves room for it. */
    CHANGED_BY_HAND,
    /** It was taken, but for a day that contradicts what is known of the teams of the account. */
    SERVED_OTHERWISE
  }

  private static final int CIRCLE_NAMED = 10;

  private final String column;
  private final Code code;
  private final @Nullable ExternalId awaited;

  Rejection(String column, Code code, String message) {
    this(column, code, message, null);
  }

  private Rejection(String column, Code code, String message, @Nullable ExternalId awaited) {
    super(message, null, false, false);
    this.column = column;
    this.code = code;
    this.awaited = awaited;
  }

  /** Of several cells of a row: told under the first of them. */
  static Rejection together(List<Rejection> faults) {
    Rejection first = faults.getFirst();
    return new Rejection(
        first.column,
        first.code,
        faults.stream()
            .skip(1)
            .map(fault -> "Also %s: %s".formatted(fault.column, fault.message()))
            .collect(joining(" ", first.message() + (faults.size() > 1 ? " " : ""), "")));
  }

  /** The row waits until this has come. */
  static Rejection unknown(String column, ExternalId reference) {
    return new Rejection(
        column,
        Code.UNKNOWN_REFERENCE,
        "Nothing is known as " + reference + "; import that too or correct " + column + ".",
        reference);
  }

  /** Likewise, of an account that had this id before. */
  static Rejection archived(String column, ExternalId reference, AccountRegister.Former account) {
    return new Rejection(
        column,
        Code.UNKNOWN_REFERENCE,
        "%s (%s) had the id %s and is archived, so that nothing is added to it; restore it with accountRestore, or correct %s."
            .formatted(account.name(), account.id(), reference, column),
        reference);
  }

  /** The rows refer to each other, the last to the first. */
  static Rejection circle(String column, List<ExternalId> rows) {
    String named =
        rows.stream().limit(CIRCLE_NAMED).map(ExternalId::toString).collect(joining(", "));
    String more =
        rows.size() > CIRCLE_NAMED ? ", and %d more".formatted(rows.size() - CIRCLE_NAMED) : "";
    return new Rejection(
        column,
        Code.CONFLICT,
        rows.size() == 1
            ? "%s refers to itself; leave %s empty or name another.".formatted(named, column)
            : "These refer to each other in a circle: %s%s, and back to the first; correct %s of one of them and import them again."
                .formatted(named, more, column));
  }

  static Rejection erased(String column) {
    return new Rejection(
        column,
        Code.ERASED,
        "This person was erased and must not come back; remove them where the file comes from.");
  }

  String column() {
    return column;
  }

  Code code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  /** What the row waits for, where waiting helps. */
  @Nullable ExternalId awaited() {
    return awaited;
  }
}
