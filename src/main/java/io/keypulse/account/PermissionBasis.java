package io.keypulse.account;

import org.eclipse.microprofile.graphql.Description;

@Description("Why we may write to somebody.")
public enum PermissionBasis {
  CONSENT,
  LEGITIMATE_INTEREST,
  CONTRACT,
  EXISTING_CUSTOMER
}
