package io.keypulse.wave;

import org.eclipse.microprofile.graphql.Description;

@Description("Why a contact of an account of the population could not be drawn.")
public enum Exclusion {
  @Description("Left the account.")
  LEFT,
  @Description("No e-mail address is known, and no number where the program telephones.")
  NO_ADDRESS,
  @Description("A mail server refused the address for good.")
  ADDRESS_REFUSED,
  @Description("The person asked not to be asked.")
  OBJECTED,
  @Description("The person asked not to be asked before a later day.")
  SNOOZED,
  @Description("The address is one of our own company.")
  OWN_DOMAIN,
  @Description("This program asked within the quarantine, or its question can still be answered.")
  ASKED_RECENTLY,
  @Description("Another contact with the same address stands in the frame.")
  SHARED_ADDRESS
}
