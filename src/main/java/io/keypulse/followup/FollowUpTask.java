package io.keypulse.followup;

import org.eclipse.microprofile.graphql.Description;

@Description("What somebody's turn is about.")
public enum FollowUpTask {
  ACKNOWLEDGE,
  @Description("Speak to the customer.")
  CONTACT,
  RESOLVE,
  @Description("The customer said that it is not mended.")
  RECOVER
}
