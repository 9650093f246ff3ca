package io.keypulse.platform;

import org.eclipse.microprofile.graphql.Description;

@Description("How we learned of something.")
public enum Channel {
  SALES_CENTRE,
  TELEPHONE,
  CALL_CENTRE,
  EMAIL,
  DEALER_WEBSITE,
  SEMINAR,
  CRM_IMPORT,
  @Description("Typed in by somebody who knew.")
  MANUAL
}
