package io.keypulse.analysis;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("WithheldReason")
@Description("Why a figure is not shown.")
public enum WithheldReason {
  @Description("Nobody in this scope has answered with an opinion.")
  NO_ANSWERS,
  TOO_FEW_ANSWERS,
  TOO_FEW_ACCOUNTS,
  TOO_FEW_WAVES,
  @Description("More than 30 points wide, and not of a small population.")
  INTERVAL_TOO_WIDE,
  @Description("Everybody says the same.")
  NO_VARIATION,
  @Description("Two aspects were always rated alike.")
  DRIVERS_MOVE_TOGETHER,
  @Description("The aspects explain less than a tenth of how satisfied people are.")
  NOT_EXPLAINED,
  NO_REVENUE,
  @Description("There is no earlier wave to compare with.")
  NOTHING_BEFORE,
  @Description("Those who answered were promised that so few answers are not shown.")
  CONFIDENTIAL,
  @Description("With other figures it would tell one that is confidential.")
  DERIVABLE,
  @Description(
      "Those who answer were promised confidence, and figures that moved with each answer would tell it: they are told five"
          + " minutes after the wave has closed.")
  STILL_OPEN
}
