package io.keypulse.response;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;

public enum PhoneOutcome {
  NO_ANSWER,
  @Description("Reached, and wants to be called at another time.")
  CALL_BACK,
  @Description(
      "Does not want to answer this time: no mail of the wave follows. For never again use permissionRecord.")
  REFUSED,
  @Description("The number is somebody else's.")
  WRONG_PERSON,
  @Description("Does not work there any more. contactLeave dates it for all surveys to come.")
  LEFT_COMPANY,
  @Description("Cannot answer in the time of the wave: ill, away, speaks another language.")
  UNABLE,
  @Description("Written by responseRecord.")
  INTERVIEWED;

  private static final Set<PhoneOutcome> SETTLING = EnumSet.of(REFUSED, LEFT_COMPANY, UNABLE);

  static String[] settling() {
    return SETTLING.stream().map(PhoneOutcome::name).toArray(String[]::new);
  }

  /** Whether a mail of the same wave would ask what was just answered. */
  boolean settlesIt() {
    return SETTLING.contains(this);
  }
}
