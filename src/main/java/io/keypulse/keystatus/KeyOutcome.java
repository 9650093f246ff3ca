package io.keypulse.keystatus;

import org.eclipse.microprofile.graphql.Description;

@Description("What was decided about an account.")
public enum KeyOutcome {
  DESIGNATE,
  RENEW,
  DEVELOP,
  WITHDRAW,
  DECLINE;

  boolean makesKey() {
    return this == DESIGNATE || this == RENEW;
  }
}
