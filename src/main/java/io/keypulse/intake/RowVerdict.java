package io.keypulse.intake;

import io.keypulse.platform.Change;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

/** What became of one row of a file. */
@Name("ImportRowVerdict")
public enum RowVerdict {
  CREATED('C'),
  UPDATED('U'),
  @Description("Everything was already as the row says.")
  UNCHANGED('='),
  @Description("Refers to something that has not come yet; tried again when it comes.")
  PARKED('P'),
  REJECTED('R');

  private final char letter;

  RowVerdict(char letter) {
    this.letter = letter;
  }

  char letter() {
    return letter;
  }

  static RowVerdict ofLetter(char letter) {
    for (RowVerdict verdict : values()) {
      if (verdict.letter == letter) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("No verdict has the letter " + letter);
  }

  static RowVerdict of(Change change) {
    return switch (change) {
      case CREATED -> CREATED;
      case UPDATED -> UPDATED;
      case UNCHANGED -> UNCHANGED;
    };
  }
}
