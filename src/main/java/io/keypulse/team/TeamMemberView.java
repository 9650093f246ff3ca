package io.keypulse.team;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Provenance;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("TeamMember")
@Description("An employee's part in a team.")
public record TeamMemberView(
    @Id String id,
    String function,
    TeamRole role,
    @Description("Whether this is the account manager of the team's accounts.") boolean lead,
    @Description("Percent of their working time; absent where nobody said.")
        Optional<Integer> share,
    @Description(
            "The customer's site they work at; absent for our own offices, and for who may not see the team's accounts.")
        Optional<String> site,
    LocalDate since,
    @Description("First day on which it no longer holds; open where absent.")
        Optional<LocalDate> until,
    int version,
    Provenance provenance,
    @Ignore int teamId,
    @Ignore int employeeId) {
  public static final String TYPE = "TeamMember";

  static TeamMemberView of(Memberships.Member member) {
    return new TeamMemberView(
        GlobalId.of(TYPE, member.id()),
        member.function(),
        TeamRole.valueOf(member.role()),
        member.role().equals(TeamRole.LEAD.name()),
        Optional.ofNullable(member.share()),
        Optional.ofNullable(member.site()),
        member.since(),
        Optional.ofNullable(member.until()),
        member.version(),
        Provenance.of(member.channel(), member.source(), member.recordedAt(), member.recordedBy()),
        member.teamId(),
        member.employeeId());
  }
}
