package io.keypulse.account;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("ArchivedAccounts")
@Description("Whether a list holds archived accounts.")
public enum ArchivedAccounts {
  EXCLUDE,
  INCLUDE,
  ONLY
}
