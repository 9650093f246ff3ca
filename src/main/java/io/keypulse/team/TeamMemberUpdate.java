package io.keypulse.team;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Text;
import io.keypulse.staff.Wording;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("TeamMemberUpdateInput")
@Description(
    "What is left out stays as it was. Who leads, and from when to when somebody serves, is changed by teamMemberAssign and teamMemberEnd.")
public record TeamMemberUpdate(
    @Id String id,
    int expectedVersion,
    @io.smallrye.graphql.api.Nullable
        @Description("Percent of their working time, 1 to 100; 0: nobody said.")
        @Nullable Integer share,
    @io.smallrye.graphql.api.Nullable
        @Description("The customer's site they work at; an empty text: our own offices.")
        @Nullable String site,
    @io.smallrye.graphql.api.Nullable
        @Description("Only while they have not served in another one on any day before today.")
        @Nullable String function,
    @io.smallrye.graphql.api.Nullable @Description("MANUAL when left out.")
        @Nullable Channel channel) {

  @Nullable Integer checkedShare() {
    return share == null || share == 0 ? null : TeamMemberAssign.checkedShare(share);
  }

  @Nullable String checkedSite() {
    return site == null ? null : Text.optionalLine("site", site, TeamMemberAssign.LONGEST);
  }

  @Nullable String checkedFunction() {
    return function == null
        ? null
        : Wording.function(Text.line("function", function, TeamMemberAssign.LONGEST));
  }

  String recordedChannel() {
    return (channel == null ? Channel.MANUAL : channel).name();
  }
}
