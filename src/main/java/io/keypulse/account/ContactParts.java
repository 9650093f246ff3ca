package io.keypulse.account;

import io.keypulse.platform.Channel;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Input("ContactPartsInput")
@Description(
    "What is known of a person; a part that is left out stays as it is. An empty text clears a text, an id or a time zone, 0 clears birthYear; name, roles and language cannot be empty.")
public record ContactParts(
    @io.smallrye.graphql.api.Nullable
        @Description("As it is written on a letter; given and family name when left out.")
        @Nullable String name,
    @io.smallrye.graphql.api.Nullable @Nullable String givenName,
    @io.smallrye.graphql.api.Nullable @Nullable String familyName,
    @io.smallrye.graphql.api.Nullable @Nullable String jobTitle,
    @io.smallrye.graphql.api.Nullable @Nullable String occupation,
    @io.smallrye.graphql.api.Nullable @Description("In the buying centre, the foremost first.")
        @Nullable List<@NonNull ContactRole> roles,
    @io.smallrye.graphql.api.Nullable @Description("ISO 639, two letters.")
        @Nullable String language,
    @io.smallrye.graphql.api.Nullable @Description("IANA name, for example Europe/Madrid.")
        @Nullable String timeZone,
    @io.smallrye.graphql.api.Nullable @Nullable PostalAddress postalAddress,
    @io.smallrye.graphql.api.Nullable @Nullable Integer birthYear,
    @io.smallrye.graphql.api.Nullable @Nullable Gender gender,
    @io.smallrye.graphql.api.Nullable @Id @Description("A contact of the same account.")
        @Nullable String reportsToId,
    @io.smallrye.graphql.api.Nullable @Description("The first day there.")
        @Nullable LocalDate since,
    @io.smallrye.graphql.api.Nullable @Description("MANUAL unless said.")
        @Nullable Channel channel) {
  private static final int LONGEST = 200;

  void applyTo(Contact contact, LocalDate today) {
    named(contact);
    if (jobTitle != null) {
      contact.jobTitle = Text.optionalLine("parts.jobTitle", jobTitle, LONGEST);
    }
    if (occupation != null) {
      contact.occupation = Text.optionalLine("parts.occupation", occupation, LONGEST);
    }
    if (roles != null) {
      contact.roles(distinct(roles));
    }
    if (language != null) {
      contact.language = Text.language("parts.language", language);
    }
    if (timeZone != null) {
      contact.timeZone = timeZone.isBlank() ? null : Text.timeZone("parts.timeZone", timeZone);
    }
    if (postalAddress != null) {
      contact.postalAddress(postalAddress.checked("parts.postalAddress"));
    }
    if (birthYear != null) {
      contact.birthYear =
          birthYear == 0 ? null : LifeDates.birthYear("parts.birthYear", birthYear, today);
    }
    if (gender != null) {
      contact.gender = gender;
    }
    if (reportsToId != null) {
      contact.reportsToId =
          reportsToId.isBlank()
              ? null
              : Integer.valueOf(
                  GlobalId.parseInt(ContactView.TYPE, reportsToId, "parts.reportsToId"));
    }
    if (since != null) {
      contact.joinedOn = LifeDates.since("parts.since", since, today);
    }
    contact.channel = channel == null ? Channel.MANUAL : channel;
  }

  private void named(Contact contact) {
    if (givenName != null) {
      contact.givenName = Text.optionalLine("parts.givenName", givenName, LONGEST);
    }
    if (familyName != null) {
      contact.familyName = Text.optionalLine("parts.familyName", familyName, LONGEST);
    }
    if (name != null) {
      contact.name = Text.name("parts.name", Text.line("parts.name", name, LONGEST));
    } else if (givenName != null || familyName != null || contact.name.isEmpty()) {
      contact.name =
          Text.name(
              "parts.name",
              Text.line(
                  "parts.name",
                  (contact.givenName == null ? "" : contact.givenName)
                      + " "
                      + (contact.familyName == null ? "" : contact.familyName),
                  2 * LONGEST + 1));
    }
  }

  private static List<ContactRole> distinct(List<ContactRole> roles) {
    if (roles.isEmpty() || new HashSet<>(roles).size() < roles.size()) {
      throw Refused.invalid("parts.roles", "Name at least one role, and each once.");
    }
    return roles;
  }
}
