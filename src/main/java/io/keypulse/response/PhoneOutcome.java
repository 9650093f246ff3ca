package io.keypulse.response;

import org.eclipse.microprofile.graphql.Description;

public enum PhoneOutcome {
  NO_ANSWER,
  @Description("Reached, and wants to be called at another time.")
  CALL_BACK,
  @Description("Does not want to answer this time. For never again use permissionRecord.")
  REFUSED,
  @Description("The number is somebody else's.")
  WRONG_PERSON,
  @Description("Does not work there any more. contactLeave dates it for all surveys to come.")
  LEFT_COMPANY,
  @Description("Cannot answer in the time of the wave: ill, away, speaks another language.")
  UNABLE,
  @Description("Written by responseRecord.")
  INTERVIEWED
}
