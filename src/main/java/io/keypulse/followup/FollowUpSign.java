package io.keypulse.followup;

import org.eclipse.microprofile.graphql.Description;

@Description("By what a rule knows that somebody has to act.")
public enum FollowUpSign {
  @Description("The overall answer.")
  OVERALL,
  @Description("An aspect, whatever the overall answer.")
  ASPECT,
  @Description("The customer wishes to be called.")
  CALL_WISH,
  @Description("No answer to several waves in a row.")
  SILENCE,
  @Description("An answer by which the verdict on its account turns unhealthy.")
  VERDICT
}
