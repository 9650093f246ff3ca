package io.keypulse.staff;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import java.time.LocalDate;
import java.util.Optional;
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
        @Description(
            "false when they have left today; true when they work here after all, together with leaveMistaken where they left before today.")
        @Nullable Boolean active,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "That they never left: beside active, or a leftOn to come. They have led and served ever since. Whoever comes back is a new employee, with the address that this one gave up.")
        @Nullable Boolean leaveMistaken,
    @io.smallrye.graphql.api.Nullable
        @Description("The first day of their employment; whatever they held before does not count.")
        @Nullable LocalDate joinedOn,
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

  /**
   * Whoever comes back has not worked here in the days between.
   *
   * @param left when they left, as far as is known
   * @throws Refused WRONG_STATE where such days would become days of theirs
   */
  void keepLeave(Optional<LocalDate> left, LocalDate today) {
    boolean works = Boolean.TRUE.equals(active) || (leftOn != null && leftOn.isAfter(today));
    boolean mistaken = Boolean.TRUE.equals(leaveMistaken);
    if (mistaken && !works) {
      throw Refused.invalid("leaveMistaken", "Say it beside active: true or a leftOn to come.");
    }
    if (works && !mistaken && left.filter(today::isAfter).isPresent()) {
      throw Refused.wrongState(
          leftOn == null ? "active" : "leftOn",
          "They left on %s. If that was a mistake, add leaveMistaken: true. If they come back, give this one another email and create them anew with their address: what was led and given on meanwhile stays as it was."
              .formatted(left.orElseThrow()));
    }
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
