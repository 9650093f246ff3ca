package io.keypulse.account;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.PersonalRecords;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;

/** What a person may ask of whoever keeps data about them. */
@GraphQLApi
public class PrivacyApi {
  private static final int MOST_ROWS = 1000;
  private static final int LONGEST_REASON = 500;

  @Inject Contacts contacts;
  @Inject Erasures erasures;
  @Inject Eraser eraser;
  @Inject PersonalRecords records;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;

  @Input("ContactEraseInput")
  public record Erase(
      @Id String contactId,
      int expectedVersion,
      @Description("1 to 500 characters; kept, so it must not name the person.") String reason) {}

  @Query("contactExport")
  @Description(
      "Everything that is kept about a person, to be handed to them. For administrators. NOT_FOUND when there is no such"
          + " contact.")
  @Transactional
  public ContactExport contactExport(@Id String contactId) {
    viewer.requireAdmin();
    Contact contact =
        contacts
            .findByIdOptional(key(contactId))
            .orElseThrow(() -> Refused.notFound("contactId", "There is no such contact."));
    Map<String, Map<Integer, List<ContactExport.Field>>> tables =
        records.of(erasures.person(contact), MOST_ROWS).stream()
            .collect(
                groupingBy(
                    PersonalRecords.Field::table,
                    LinkedHashMap::new,
                    groupingBy(
                        PersonalRecords.Field::row,
                        LinkedHashMap::new,
                        mapping(
                            field -> new ContactExport.Field(field.name(), field.value()),
                            toList()))));
    return ContactExport.of(tables, MOST_ROWS, clock.instant());
  }

  @Mutation("contactErase")
  @Description(
      "Nothing that says who this was remains anywhere; what was answered stays in the figures. Cannot be undone. Whoever"
          + " imports or enters the same address or external id again is refused. For administrators. WRONG_STATE when"
          + " erased already, CONFLICT when the contact has changed meanwhile.")
  @Transactional
  public ContactView contactErase(Erase input) {
    viewer.requireAdmin();
    String reason = Text.line("reason", input.reason(), LONGEST_REASON);
    int id = key(input.contactId());
    eraser.erase(id, input.expectedVersion(), reason, clock.instant());
    return ContactView.of(contacts.findById(id), viewer.require());
  }

  private static int key(String contactId) {
    return GlobalId.parseInt(ContactView.TYPE, contactId, "contactId");
  }
}
