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
    return constraint(violation).map(byConstraint::get);
  }

  /** As the database names it, for Hibernate does not read the name of an exclusion constraint. */
  public static Optional<String> constraint(ConstraintViolationException violation) {
    return violation.getSQLException() instanceof PSQLException fault
            && fault.getServerErrorMessage() != null
        ? Optional.ofNullable(fault.getServerErrorMessage().getConstraint())
        : Optional.ofNullable(violation.getConstraintName());
  }

  /** The same as a refusal. */
  public Optional<Refused> refusal(ConstraintViolationException violation) {
    return broken(violation)
        .map(broken -> new Refused(broken.code(), broken.field(), broken.message()));
  }
}
