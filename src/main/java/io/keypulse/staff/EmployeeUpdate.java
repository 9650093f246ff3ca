package io.keypulse.staff;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import java.time.LocalDate;
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
    @io.smallrye.graphql.api.Nullable @Description("Two letters of ISO 639.")
        @Nullable String language,
    @io.smallrye.graphql.api.Nullable
        @Description("false when they have left today; true when they work here after all.")
        @Nullable Boolean active,
    @io.smallrye.graphql.api.Nullable @Nullable LocalDate joinedOn,
    @io.smallrye.graphql.api.Nullable
        @Description("The first day on which they do not work here any more; instead of active.")
        @Nullable LocalDate leftOn,
    @io.smallrye.graphql.api.Nullable @Description("MANUAL when left out.")
        @Nullable Channel channel) {

  @Nullable LocalDate checkedLeftOn() {
    if (leftOn != null && active != null) {
      throw Refused.invalid("active", "Say leftOn or active, not both.");
    }
    return Today.checkedOrOpen("leftOn", leftOn);
  }

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

  @Nullable String checkedLanguage() {
    return language == null ? null : Text.language("language", language);
  }

  Channel recordedChannel() {
    return channel == null ? Channel.MANUAL : channel;
  }
}
