package io.keypulse.keystatus;

import org.eclipse.microprofile.graphql.Description;

@Description("What became of an account's key status between two days.")
public enum KeyMove {
  @Description("Key on the last day and not on the first.")
  ENTERED,
  @Description("Somebody decided that it is not key.")
  WITHDRAWN,
  @Description("Its time ran out and nobody decided again.")
  EXPIRED,
  @Description("Key until the account was archived.")
  ARCHIVED,
  @Description("Key on both days, in another tier.")
  TIER_CHANGED,
  @Description("Key on both days, by another decision for the same tier.")
  RENEWED
}
