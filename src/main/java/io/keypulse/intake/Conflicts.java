package io.keypulse.intake;

import io.keypulse.platform.Invariants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.hibernate.JDBCException;
import org.hibernate.exception.ConstraintViolationException;

/** Explains to people what the database refused. */
@ApplicationScoped
class Conflicts {
  @Inject Invariants invariants;

  Rejection explain(JDBCException refused, Importer<?> importer, Map<String, String> row) {
    return refused instanceof ConstraintViolationException violation
        ? explain(violation, importer, row)
        : new Rejection(
            "",
            Rejection.Code.INVALID,
            "A value of this row cannot be stored: check dates, amounts and characters.");
  }

  private Rejection explain(
      ConstraintViolationException violation, Importer<?> importer, Map<String, String> row) {
    return invariants
        .broken(violation)
        .map(
            broken ->
                new Rejection(
                    importer.columnOf(broken.column(), row),
                    Rejection.Code.CONFLICT,
                    broken.message()))
        .orElseGet(
            () ->
                new Rejection(
                    "",
                    Rejection.Code.CONFLICT,
                    "This contradicts what is there already ("
                        + Invariants.constraint(violation).orElse("")
                        + ")."));
  }
}
