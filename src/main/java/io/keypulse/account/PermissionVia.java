package io.keypulse.account;

import org.eclipse.microprofile.graphql.Description;

@Description("Which way an entry came into the permission ledger.")
public enum PermissionVia {
  @Description("The unsubscribe button of a mail program.")
  ONE_CLICK,
  @Description("Our unsubscribe page.")
  PAGE,
  @Description("Somebody who works for the company.")
  STAFF,
  @Description("Said at another address of the person, and carried on to this one.")
  NEW_ADDRESS
}
