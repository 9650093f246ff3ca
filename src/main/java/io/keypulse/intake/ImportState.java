package io.keypulse.intake;

import org.eclipse.microprofile.graphql.Description;

public enum ImportState {
  @Description("Waits for a replica to take it.")
  QUEUED,
  RUNNING,
  DONE,
  @Description("Given up after several faults; the rows counted so far are in.")
  FAILED
}
