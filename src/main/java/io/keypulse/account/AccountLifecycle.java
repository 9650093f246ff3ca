package io.keypulse.account;

import org.eclipse.microprofile.graphql.Description;

@Description("How far a company is with us.")
public enum AccountLifecycle {
  @Description("Has not bought yet.")
  PROSPECT,
  CUSTOMER,
  @Description("Bought once, and does not any more.")
  FORMER_CUSTOMER
}
