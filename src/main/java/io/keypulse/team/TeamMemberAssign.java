package io.keypulse.team;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.staff.Wording;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("TeamMemberAssignInput")
public record TeamMemberAssign(
    @Id String teamId,
    @Id String employeeId,
    @io.smallrye.graphql.api.Nullable @Description("MEMBER when left out.") @Nullable TeamRole role,
    @io.smallrye.graphql.api.Nullable @Description("The employee's own when left out.")
        @Nullable String function,
    @io.smallrye.graphql.api.Nullable @Description("Percent of their working time, 1 to 100.")
        @Nullable Integer share,
    @io.smallrye.graphql.api.Nullable @Description("The customer's site they work at.")
        @Nullable String site,
    @io.smallrye.graphql.api.Nullable @Description("Today when left out.")
        @Nullable LocalDate since,
    @io.smallrye.graphql.api.Nullable
        @Description("First day on which it no longer holds; open when left out.")
        @Nullable LocalDate until,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "For a LEAD: whoever leads on the first day ends there, and has led at least one day of the past; where this one has an end, they lead again from then on. WRONG_STATE without it, CONFLICT when somebody else has just changed the lead.")
        @Nullable Boolean handover,
    @io.smallrye.graphql.api.Nullable @Description("MANUAL when left out.")
        @Nullable Channel channel,
    @io.smallrye.graphql.api.Nullable
        @Description("Any text of your own: sent again, it is done once.")
        @Nullable String idempotencyKey) {
  static final int LONGEST = 200;

  TeamRole as() {
    return role == null ? TeamRole.MEMBER : role;
  }

  boolean handsOver() {
    return as() == TeamRole.LEAD && Boolean.TRUE.equals(handover);
  }

  String functionOr(String own) {
    return function == null ? own : Wording.function(Text.line("function", function, LONGEST));
  }

  @Nullable String checkedSite() {
    return Text.optionalLine("site", site, LONGEST);
  }

  @Nullable Integer checkedShare() {
    return share == null ? null : checkedShare(share);
  }

  static Integer checkedShare(int share) {
    if (share < 1 || share > 100) {
      throw Refused.invalid("share", "Write 1 to 100 percent.");
    }
    return share;
  }

  String recordedChannel() {
    return (channel == null ? Channel.MANUAL : channel).name();
  }
}
