package io.keypulse.staff;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Text;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("EmployeeUpdateInput")
@Description("Whatever is left out stays as it is; none of these can be cleared.")
public record EmployeeUpdate(
    @Id String id,
    int expectedVersion,
    @io.smallrye.graphql.api.Nullable @Nullable String name,
    @io.smallrye.graphql.api.Nullable @Nullable String email,
    @io.smallrye.graphql.api.Nullable @Nullable String position,
    @io.smallrye.graphql.api.Nullable @Nullable String function,
    @io.smallrye.graphql.api.Nullable @Description("false when they have left.")
        @Nullable Boolean active,
    @io.smallrye.graphql.api.Nullable @Description("MANUAL when left out.")
        @Nullable Channel channel) {

  @Nullable String checkedName() {
    return name == null ? null : Text.line("name", name, EmployeeCreate.LONGEST);
  }

  @Nullable String checkedEmail() {
    return email == null ? null : EmployeeCreate.address(email);
  }

  @Nullable String checkedPosition() {
    return position == null
        ? null
        : Wording.position(Text.line("position", position, EmployeeCreate.LONGEST));
  }

  @Nullable String checkedFunction() {
    return function == null
        ? null
        : Wording.function(Text.line("function", function, EmployeeCreate.LONGEST));
  }

  Channel recordedChannel() {
    return channel == null ? Channel.MANUAL : channel;
  }
}
