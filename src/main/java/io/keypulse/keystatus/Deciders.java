package io.keypulse.keystatus;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who decided and who approved: employees of ours, or people of whom only the name is known. */
@ApplicationScoped
class Deciders {
  @Inject Colleagues colleagues;

  record Named(
      String decidedBy,
      @Nullable Integer decidedById,
      @Nullable String approvedBy,
      @Nullable Integer approvedById) {
    static Named of(KeyDecisions.Entry entry) {
      return new Named(
          entry.decidedBy(), entry.decidedById(), entry.approvedBy(), entry.approvedById());
    }
  }

  private record Person(@Nullable String name, @Nullable Integer employee) {
    static final Person NOBODY = new Person(null, null);
  }

  Named of(KeyAccountDecide input, Viewer viewer) {
    return named(
        decider(input.decidedBy(), input.decidedById())
            .orElse(new Person(viewer.name(), viewer.employeeId())),
        approver(input.approvedBy(), input.approvedById()).orElse(Person.NOBODY));
  }

  /** What is left out stays as it was. */
  Named of(KeyDecisionCorrect input, KeyDecisions.Entry was) {
    return named(
        decider(input.decidedBy(), input.decidedById())
            .orElse(new Person(was.decidedBy(), was.decidedById())),
        approver(input.approvedBy(), input.approvedById())
            .orElse(new Person(was.approvedBy(), was.approvedById())));
  }

  private Optional<Person> decider(@Nullable String name, @Nullable String id) {
    Optional<Person> employee = employee("decidedById", name, id);
    return employee.isPresent() || name == null
        ? employee
        : Optional.of(
            new Person(Text.line("decidedBy", name, KeyAccountDecide.LONGEST_NAME), null));
  }

  private Optional<Person> approver(@Nullable String name, @Nullable String id) {
    Optional<Person> employee = employee("approvedById", name, id);
    return employee.isPresent() || name == null
        ? employee
        : Optional.of(
            new Person(Text.optionalLine("approvedBy", name, KeyAccountDecide.LONGEST_NAME), null));
  }

  private Optional<Person> employee(String field, @Nullable String name, @Nullable String id) {
    if (id == null) {
      return Optional.empty();
    }
    if (name != null) {
      throw Refused.invalid(field, "Write a name, or name an employee, not both.");
    }
    int key = GlobalId.parseInt(EmployeeView.TYPE, id, field);
    EmployeeView found = colleagues.byIds(List.of(key)).get(key);
    if (found == null) {
      throw Refused.notFound(field, "There is no such employee.");
    }
    return Optional.of(new Person(found.name(), key));
  }

  private static Named named(Person decider, Person approver) {
    return new Named(
        Objects.requireNonNull(decider.name()),
        decider.employee(),
        approver.name(),
        approver.employee());
  }
}
