package io.keypulse.followup;

import org.eclipse.microprofile.graphql.Description;

@Description("By what means the customer was spoken to.")
public enum FollowUpMeans {
  TELEPHONE,
  EMAIL,
  MEETING,
  VIDEO
}
