package io.keypulse.staff;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** About whose accounts somebody may ask. */
@ApplicationScoped
public class Managers {
  private static final String FIELD = "managerId";

  @Inject CurrentViewer viewer;
  @Inject Colleagues colleagues;
  @Inject StaffRegister staff;

  /**
   * The manager of this id: the viewer, somebody below them, or anybody for whoever sees every
   * account. NOT_FOUND names {@code managerId} where there is none, FORBIDDEN who else asks.
   */
  public int asked(String id) {
    Viewer current = viewer.require();
    int manager = GlobalId.parseInt(EmployeeView.TYPE, id, FIELD);
    if (colleagues.byIds(List.of(manager)).isEmpty()) {
      throw Refused.notFound(FIELD, "There is no such employee.");
    }
    Integer self = current.employeeId();
    boolean own = self != null && (self == manager || staff.standsAbove(self, List.of(manager)));
    if (current.access() == Viewer.Access.MEMBER && !own) {
      throw Refused.forbidden("Ask for yourself or for somebody below you.");
    }
    return manager;
  }
}
