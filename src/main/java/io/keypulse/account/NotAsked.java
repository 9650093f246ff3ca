package io.keypulse.account;

import org.eclipse.microprofile.graphql.Description;

@Description("Why a contact must not be asked today.")
public enum NotAsked {
  @Description("Left the account.")
  LEFT,
  @Description("No e-mail address is known.")
  NO_ADDRESS,
  @Description("A mail server refused the address for good.")
  ADDRESS_REFUSED,
  @Description("The person asked not to be asked.")
  OBJECTED,
  @Description("The person asked not to be asked before a later day.")
  SNOOZED
}
