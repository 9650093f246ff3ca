package io.keypulse.intake;

import org.eclipse.microprofile.graphql.Description;

/** What a file may do. */
public enum ImportMode {
  @Description("Nothing: tells what an UPSERT would do.")
  DRY_RUN,
  @Description("Create only; rows that exist are rejected.")
  CREATE_ONLY,
  @Description("Change only; rows that do not exist are rejected.")
  UPDATE_ONLY,
  @Description("Create what is missing, change what differs.")
  UPSERT;

  boolean asksWhatIsThere() {
    return this == CREATE_ONLY || this == UPDATE_ONLY;
  }
}
