package io.keypulse.platform;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Every rule of the database that a person may run into. */
@ApplicationScoped
public class Invariants {
  private final Map<String, Invariant> byConstraint = new HashMap<>();

  @Inject
  Invariants(@All List<Invariant.Of> rooms) {
    rooms.forEach(
        room -> room.invariants().forEach(one -> byConstraint.put(one.constraint(), one)));
  }

  /**
   * The rule that was broken, where it is one that a person can mend; in the words of the database
   * where it knows more.
   */
  public Optional<Invariant> broken(ConstraintViolationException violation) {
    return constraint(violation)
        .map(byConstraint::get)
        .map(
            rule ->
                told(violation).map(ServerErrorMessage::getHint).map(rule::saying).orElse(rule));
  }

  /** As the database names it, for Hibernate does not read the name of an exclusion constraint. */
  public static Optional<String> constraint(ConstraintViolationException violation) {
    return told(violation)
        .map(ServerErrorMessage::getConstraint)
        .or(() -> Optional.ofNullable(violation.getConstraintName()));
  }

  private static Optional<ServerErrorMessage> told(ConstraintViolationException violation) {
    return violation.getSQLException() instanceof PSQLException fault
        ? Optional.ofNullable(fault.getServerErrorMessage())
        : Optional.empty();
  }

  /** The same as a refusal. */
  public Optional<Refused> refusal(ConstraintViolationException violation) {
    return broken(violation)
        .map(broken -> new Refused(broken.code(), broken.field(), broken.message()));
  }
}
