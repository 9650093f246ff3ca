package io.keypulse.intake;

/** Why one row of a file is not taken; the other rows are. */
class Rejection extends RuntimeException {
  enum Code {
    /** A required cell is empty. */
    MISSING,
    /** A cell cannot be read. */
    INVALID,
    /** The row has more or fewer cells than the header. */
    CELL_COUNT,
    /** It refers to something that does not exist. */
    UNKNOWN_REFERENCE,
    /** An earlier row of the file has the same source and external id. */
    DUPLICATE_IN_FILE,
    /** It contradicts what is there already. */
    CONFLICT
  }

  private final String column;
  private final Code code;

  Rejection(String column, Code code, String message) {
    super(message, null, false, false);
    this.column = column;
    this.code = code;
  }

  static Rejection unknown(String column, Object reference) {
    return new Rejection(
        column,
        Code.UNKNOWN_REFERENCE,
        "Nothing is known as " + reference + "; import that first or correct " + column + ".");
  }

  Verdict verdict(long line) {
    return new Verdict(line, column, code, String.valueOf(getMessage()));
  }
}
