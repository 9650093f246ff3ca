package io.keypulse.followup;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.staff.StaffRegister;
import io.keypulse.team.Actors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Takes a case out to be changed, so that nobody else changes it meanwhile, and shows it after. */
@ApplicationScoped
class CaseKeeper {
  @Inject FollowUps followUps;
  @Inject FollowUpApi cases;
  @Inject Colleagues colleagues;
  @Inject StaffRegister staff;
  @Inject Actors actors;
  @Inject CurrentViewer viewer;

  /** Whoever waited for it may not see it any more. */
  FollowUp locked(String id) {
    return followUps
        .locked(GlobalId.parse(FollowUpView.TYPE, id, "followUpId"))
        .filter(followUps::isSeen)
        .orElseThrow(() -> Refused.notFound("followUpId", "There is no such follow-up."));
  }

  /** As it was when the client looked at it. */
  FollowUp locked(String id, int expectedVersion) {
    FollowUp followUp = locked(id);
    Refused.unlessCurrent(expectedVersion, followUp.version);
    return followUp;
  }

  /** Whoever works on a case that they have for somebody who is away has taken it on. */
  FollowUpView saved(FollowUp followUp) {
    followUp.isWorkedOnBy(viewer.require().employeeId());
    return shown(followUp);
  }

  FollowUpView shown(FollowUp followUp) {
    followUps.flush();
    return cases.views(List.of(followUp)).getFirst();
  }

  /**
   * Somebody who works here and may see the case, with whoever acts for them today.
   *
   * @throws Refused INVALID where they are away and nobody stands in who may see it
   */
  Actors.Actor present(String field, String id, FollowUp followUp) {
    int employee = colleague(field, id, followUp);
    Actors.Actor actor = actors.who(followUp.teamId, List.of(employee)).getFirst();
    if (!actor.acts()) {
      throw Refused.invalid(
          field,
          "They are away%s, and nobody stands in who sees the account: name a deputy who does (employeeDeputyAssign), or choose somebody else."
              .formatted(staff.backOn(employee).map(" until %s"::formatted).orElse("")));
    }
    return actor;
  }

  /** Somebody who works here and may see the case, to whom it or a part of it is given. */
  private int colleague(String field, String id, FollowUp followUp) {
    int employee = GlobalId.parseInt(EmployeeView.TYPE, id, field);
    Optional<EmployeeView> found =
        Optional.ofNullable(colleagues.byIds(List.of(employee)).get(employee));
    if (found.filter(EmployeeView::active).isEmpty()) {
      throw Refused.notFound(field, "Nobody of this id works here.");
    }
    if (!actors.sees(employee, followUp.teamId)) {
      throw Refused.invalid(
          field, "Choose somebody of the account's team or above, for others cannot see it.");
    }
    return employee;
  }
}
