package io.keypulse.account;

import org.eclipse.microprofile.graphql.Description;

@Description("What a person is in the customer's buying centre.")
public enum ContactRole {
  DECISION_MAKER,
  EXECUTIVE,
  CHAMPION,
  INFLUENCER,
  USER,
  BUYER,
  GATEKEEPER
}
