package io.keypulse.account;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Page;
import io.keypulse.platform.PersonalRecords;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** What a person may ask of whoever keeps data about them. */
@GraphQLApi
public class PrivacyApi {
  private static final int MOST_ROWS = 1000;
  private static final int LONGEST_REASON = 500;

  @Inject Contacts contacts;
  @Inject Erasures erasures;
  @Inject Eraser eraser;
  @Inject Readmissions readmissions;
  @Inject Exports exports;
  @Inject PersonalRecords records;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;

  @Input("ContactEraseInput")
  public record Erase(
      @Id String contactId,
      int expectedVersion,
      @Description(
              "1 to 500 characters; kept, so it is refused when it has a word of the name, an address or a number of the person.")
          String reason) {}

  @Input("ContactReadmitInput")
  @Description("By one of the two.")
  public record Readmit(
      @io.smallrye.graphql.api.Nullable @Nullable String email,
      @io.smallrye.graphql.api.Nullable @Nullable ExternalIdInput externalId,
      @Description("1 to 500 characters, for example who asked for it and when.") String reason) {}

  @Name("ContactReadmission")
  public record Readmission(
      @Description("How many addresses and ids kept the person out until now.") int identities) {}

  @Query("contactExport")
  @Description(
      "Everything that is kept about a person, to be handed to them, and the texts about others that mention them, without"
          + " whom these are about; the audit trail tells that it was read, and by whom. Of each kind of record the first 1,000;"
          + " what follows where section names a kind and after the endCursor of it. For administrators. NOT_FOUND when"
          + " there is no such contact; INVALID for a kind that there is not, and for after without section.")
  @Transactional
  public ContactExport contactExport(
      @Id String contactId,
      @io.smallrye.graphql.api.Nullable @Nullable String section,
      @io.smallrye.graphql.api.Nullable @Nullable String after) {
    viewer.requireAdmin();
    Contact contact =
        contacts
            .findByIdOptional(key(contactId))
            .orElseThrow(() -> Refused.notFound("contactId", "There is no such contact."));
    String place = afterPlace(contactId, section, after);
    exports.note(contact.id);
    Map<String, Map<String, List<ContactExport.Field>>> tables =
        records.of(erasures.person(contact), section, place, MOST_ROWS + 1).stream()
            .collect(
                groupingBy(
                    PersonalRecords.Field::table,
                    LinkedHashMap::new,
                    groupingBy(
                        PersonalRecords.Field::place,
                        TreeMap::new,
                        mapping(
                            field -> new ContactExport.Field(field.name(), field.value()),
                            toList()))));
    return ContactExport.of(
        tables, table -> page(contactId, table, null).reading(MOST_ROWS), clock.instant());
  }

  private String afterPlace(String contactId, @Nullable String section, @Nullable String after) {
    if (section == null && after != null) {
      throw Refused.invalid("section", "Name the kind of record that is read on.");
    }
    if (section == null) {
      return "";
    }
    if (!records.tables().contains(section)) {
      throw Refused.invalid(
          "section", "Name one of these: " + String.join(", ", records.tables()) + ".");
    }
    return page(contactId, section, after).afterValue();
  }

  private static Page page(String contactId, String section, @Nullable String after) {
    return Page.of("contactExport", contactId + " " + section, null, after);
  }

  @Mutation("contactErase")
  @Description(
      "Nothing that says who this was remains anywhere; what was answered stays in the figures. Texts about others go too"
          + " where they have the full name, an address or a number of the person, and what is written of an account of"
          + " theirs where it has the family name. Cannot be undone. Whoever imports or enters the same address or external id"
          + " again is refused. For administrators. WRONG_STATE when erased already, CONFLICT when the contact has changed"
          + " meanwhile.")
  @Transactional
  public ContactView contactErase(Erase input) {
    viewer.requireAdmin();
    String reason = Text.line("reason", input.reason(), LONGEST_REASON);
    int id = key(input.contactId());
    eraser.onRequest(id, input.expectedVersion(), reason, clock.instant());
    return ContactView.of(contacts.findById(id), viewer.require());
  }

  @Mutation("contactReadmit")
  @Description(
      "An erased person wants to be known again: everything that keeps them out is lifted, not only what is named here. An"
          + " objection that stood when they were erased counts for every contact under an address or id of theirs, until it"
          + " is withdrawn. For administrators. NOT_FOUND when nobody of that address or external"
          + " id is kept out.")
  @Transactional
  public Readmission contactReadmit(Readmit input) {
    viewer.requireAdmin();
    String reason = Text.line("reason", input.reason(), LONGEST_REASON);
    String field = input.email() == null ? "externalId" : "email";
    if ((input.email() == null) == (input.externalId() == null)) {
      throw Refused.invalid(field, "Name the person by their address or by an external id.");
    }
    int lifted =
        input.email() == null
            ? readmissions.readmit(
                Objects.requireNonNull(input.externalId()).checked(field), reason, clock.instant())
            : readmissions.readmit(
                PointMeans.EMAIL.checked(field, input.email()), reason, clock.instant());
    if (lifted == 0) {
      throw Refused.notFound(field, "Nobody who was erased is known by this.");
    }
    return new Readmission(lifted);
  }

  private static int key(String contactId) {
    return GlobalId.parseInt(ContactView.TYPE, contactId, "contactId");
  }
}
