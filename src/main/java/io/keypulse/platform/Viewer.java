package io.keypulse.platform;

import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/** On whose behalf the database is asked. */
public record Viewer(Access access, @Nullable Integer employeeId, String name) {
  /** The attribute of a signed-in identity that holds its viewer. */
  public static final String ATTRIBUTE = "keypulse.viewer";

  @Name("ViewerAccess")
  public enum Access {
    /** Sees the accounts of the own teams and of everyone below in the reporting line. */
    MEMBER("keypulse_member"),
    /** Sees all accounts, persons masked; changes nothing. */
    ANALYST("keypulse_analyst"),
    /** Sees and changes all. */
    ADMIN("keypulse_system");

    private final String databaseRole;

    Access(String databaseRole) {
      this.databaseRole = databaseRole;
    }
  }

  static final Viewer SYSTEM = new Viewer(Access.ADMIN, null, "system");

  public static Viewer member(int employeeId, String name) {
    return new Viewer(Access.MEMBER, employeeId, name);
  }

  public boolean seesPersons() {
    return access != Access.ANALYST;
  }

  /** Tells viewers apart, whatever their names. */
  String key() {
    return employeeId == null ? name : "#" + employeeId;
  }

  String databaseRole() {
    return access.databaseRole;
  }

  String databaseViewer() {
    return employeeId == null ? "" : employeeId.toString();
  }
}
