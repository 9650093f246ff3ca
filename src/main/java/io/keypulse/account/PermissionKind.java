package io.keypulse.account;

import org.eclipse.microprofile.graphql.Description;

@Description("What an entry of the permission ledger says.")
public enum PermissionKind {
  @Description("Why we may write at all.")
  BASIS,
  @Description("The person does not want to be asked.")
  OBJECTION,
  @Description("The person wants to be asked again after all.")
  OBJECTION_WITHDRAWN,
  @Description("The person does not want to be asked before a day.")
  SNOOZE,
  @Description("The address works, whatever a mail server said of it before.")
  REACHABLE;

  /** Whoever takes something back says how they know. */
  public boolean needsReason() {
    return this == OBJECTION_WITHDRAWN || this == REACHABLE;
  }
}
