package io.keypulse.platform;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
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

  /** The rule that was broken, where it is one that a person can mend. */
  public Optional<Invariant> broken(ConstraintViolationException violation) {
    return Optional.ofNullable(constraint(violation)).map(byConstraint::get);
  }

  /**
   * Hibernate reads no name out of the violation of an exclusion constraint; the driver tells it.
   */
  private static @Nullable String constraint(ConstraintViolationException violation) {
    if (violation.getSQLException() instanceof PSQLException told) {
      ServerErrorMessage message = told.getServerErrorMessage();
      if (message != null) {
        return message.getConstraint();
      }
    }
    return violation.getConstraintName();
  }

  /** The same as a refusal. */
  public Optional<Refused> refusal(ConstraintViolationException violation) {
    return broken(violation)
        .map(broken -> new Refused(broken.code(), broken.field(), broken.message()));
  }
}
