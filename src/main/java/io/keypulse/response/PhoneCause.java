package io.keypulse.response;

import org.eclipse.microprofile.graphql.Description;

public enum PhoneCause {
  @Description("There is no e-mail address.")
  NO_ADDRESS,
  @Description("The mail could not be delivered.")
  NOT_DELIVERED,
  @Description("The mail arrived some days ago, and nobody has answered.")
  SILENT
}
