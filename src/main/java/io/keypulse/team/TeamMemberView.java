package io.keypulse.team;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("TeamMember")
@Description("An employee's part in a team.")
public record TeamMemberView(
    String function,
    @Description("Whether this is the account manager of the team's accounts.") boolean lead,
    @Ignore int employeeId) {
  static TeamMemberView of(TeamMember member) {
    return new TeamMemberView(member.function, member.lead, member.employeeId);
  }
}
