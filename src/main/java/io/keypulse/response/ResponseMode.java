package io.keypulse.response;

import org.eclipse.microprofile.graphql.Description;

@Description("How an answer came in. Figures tell them apart: people say other things to a person.")
public enum ResponseMode {
  @Description("Through the link of the mail, by the person alone.")
  EMAIL,
  @Description("Told to an interviewer on the telephone.")
  PHONE
}
