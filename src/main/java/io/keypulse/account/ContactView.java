package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.PageInfo;
import io.keypulse.platform.Provenance;
import io.keypulse.platform.Viewer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Contact")
@Description(
    "A person at an account. Analysts see role, job title, language and dates, and not the person.")
public record ContactView(
    @Id String id,
    @Description("Absent for analysts.") Optional<String> name,
    Optional<String> givenName,
    Optional<String> familyName,
    @Description("As on the business card.") Optional<String> jobTitle,
    @Description("What the person has learned or works as.") Optional<String> occupation,
    @Description("The primary address, which surveys go to; absent for analysts.")
        Optional<String> email,
    @Description("The primary number; absent for analysts.") Optional<String> phone,
    ContactRole role,
    @Description("All roles in the buying centre, the foremost first.")
        List<@NonNull ContactRole> roles,
    @Description("ISO 639, two letters.") String language,
    @Description("IANA name.") Optional<String> timeZone,
    Optional<PostalAddress> postalAddress,
    Optional<Integer> birthYear,
    Optional<Gender> gender,
    @Description("The first day there, where known.") Optional<LocalDate> since,
    @Description("When this person left the account; absent while there.")
        Optional<LocalDate> leftOn,
    Optional<String> leftReason,
    @Description("Since when nothing says who this was; absent for everybody else.")
        Optional<OffsetDateTime> erasedAt,
    @Description("Counts its changes; name it as expectedVersion when you change it.") int version,
    Provenance provenance,
    @Ignore int key,
    @Ignore int accountKey,
    @Ignore Optional<Integer> reportsToKey)
    implements Node {
  public static final String TYPE = "Contact";

  static ContactView of(Contact contact, Viewer viewer) {
    boolean open = viewer.seesPersons();
    return new ContactView(
        GlobalId.of(TYPE, contact.id),
        Optional.of(contact.name).filter(name -> open),
        Optional.ofNullable(contact.givenName).filter(name -> open),
        Optional.ofNullable(contact.familyName).filter(name -> open),
        Optional.ofNullable(contact.jobTitle),
        Optional.ofNullable(contact.occupation).filter(occupation -> open),
        Optional.ofNullable(contact.email).filter(email -> open),
        Optional.ofNullable(contact.phone).filter(phone -> open),
        contact.role,
        contact.roles(),
        contact.language,
        Optional.ofNullable(contact.timeZone),
        Optional.of(contact.postalAddress()).filter(address -> open && !address.isEmpty()),
        Optional.ofNullable(contact.birthYear).filter(year -> open),
        Optional.ofNullable(contact.gender).filter(gender -> open),
        Optional.ofNullable(contact.joinedOn),
        Optional.ofNullable(contact.leftOn),
        Optional.ofNullable(contact.leftReason).filter(reason -> open),
        Optional.ofNullable(contact.erasedAt).map(at -> at.atOffset(ZoneOffset.UTC)),
        contact.version,
        Provenance.of(
            contact.channel.name(), contact.source, contact.recordedAt, contact.recordedBy),
        contact.id,
        contact.accountId,
        Optional.ofNullable(contact.reportsToId));
  }

  @Name("ContactEdge")
  public record Edge(String cursor, ContactView node) {}

  @Name("ContactConnection")
  @Description("A page of contacts.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull ContactView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
