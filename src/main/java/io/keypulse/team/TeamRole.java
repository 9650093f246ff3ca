package io.keypulse.team;

import org.eclipse.microprofile.graphql.Description;

@Description("What an employee is in a team.")
public enum TeamRole {
  @Description("The account manager of the team's accounts; one at a time.")
  LEAD,
  @Description("Acts where the lead does not.")
  DEPUTY,
  MEMBER
}
