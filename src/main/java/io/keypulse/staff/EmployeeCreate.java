package io.keypulse.staff;

import io.keypulse.platform.Channel;
import io.keypulse.platform.EmailAddress;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("EmployeeCreateInput")
@Description("Somebody new; they may sign in with this address at once.")
public record EmployeeCreate(
    String name,
    String email,
    String position,
    @Description("Kept as one word in capitals: Technical service becomes TECHNICAL_SERVICE.")
        String function,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "In which they are written to, two letters of ISO 639; in English when left out.")
        @Nullable String language,
    @io.smallrye.graphql.api.Nullable @Id @Description("Whom they report to; nobody when left out.")
        @Nullable String managerId,
    @io.smallrye.graphql.api.Nullable
        @Description("First day of the reporting line; today when left out.")
        @Nullable LocalDate since,
    @io.smallrye.graphql.api.Nullable @Description("The first day of their employment.")
        @Nullable LocalDate joinedOn,
    @io.smallrye.graphql.api.Nullable @Description("keypulse when left out.")
        @Nullable String source,
    @io.smallrye.graphql.api.Nullable
        @Description("What that source calls them; made when left out.")
        @Nullable String externalId,
    @io.smallrye.graphql.api.Nullable @Description("MANUAL when left out.")
        @Nullable Channel channel,
    @io.smallrye.graphql.api.Nullable
        @Description("Any text of your own: sent again, the same employee is returned.")
        @Nullable String idempotencyKey) {
  static final int LONGEST = 200;

  String checkedName() {
    return Text.line("name", name, LONGEST);
  }

  String checkedEmail() {
    return address(email);
  }

  String checkedPosition() {
    return Wording.position(Text.line("position", position, LONGEST));
  }

  String checkedFunction() {
    return Wording.function(Text.line("function", function, LONGEST));
  }

  @Nullable String checkedLanguage() {
    return language == null ? null : Text.language("language", language);
  }

  Channel recordedChannel() {
    return channel == null ? Channel.MANUAL : channel;
  }

  static String address(String email) {
    return EmailAddress.normalise(email.strip())
        .orElseThrow(
            () ->
                Refused.invalid(
                    "email",
                    "Write one plain address such as ana@example.com, ASCII before the @."));
  }
}
