package io.keypulse.wave;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.account.ContactView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class ContactHoldApi {
  private static final int LONGEST_REASON = 500;

  @Inject ContactHolds holds;
  @Inject Customers customers;
  @Inject Colleagues colleagues;
  @Inject CurrentViewer viewer;
  @Inject Today today;
  @Inject InstantSource clock;

  @Input("ContactHoldSetInput")
  public record Set(
      @Id String contactId,
      @Description("1 to 500 characters.") String reason,
      @io.smallrye.graphql.api.Nullable
          @Description("First day on which it no longer holds; open when left out.")
          @Nullable LocalDate until) {}

  @Input("ContactHoldEndInput")
  public record End(@Id String id, int expectedVersion) {}

  @Mutation("contactHoldSet")
  @Description(
      "Nobody asks this contact until it is ended; for employees who see the contact. ALREADY_EXISTS when somebody holds it by hand.")
  @Transactional
  public ContactHoldView contactHoldSet(Set input) {
    Viewer current = viewer.requireToChange();
    int contactId = GlobalId.parseInt(ContactView.TYPE, input.contactId(), "contactId");
    if (customers.contacts(List.of(contactId)).isEmpty()) {
      throw Refused.notFound("contactId", "There is no such contact.");
    }
    String reason = Text.line("reason", input.reason(), LONGEST_REASON);
    @Nullable LocalDate until = Today.checkedOrOpen("until", input.until());
    if (until != null && !until.isAfter(today.get())) {
      throw Refused.invalid("until", "Name a day after today.");
    }
    holds.endOutdated(contactId, today.get(), clock.instant());
    long id =
        holds
            .add(
                contactId, ContactHoldView.Kind.MANUAL.name(), null, reason, until, clock.instant())
            .orElseThrow(
                () ->
                    new Refused(
                        RefusalCode.ALREADY_EXISTS,
                        "contactId",
                        "Somebody holds this contact already; end that first."));
    return ContactHoldView.of(holds.byId(id).orElseThrow(), current);
  }

  @Mutation("contactHoldEnd")
  @Description(
      "For employees who see the contact. WRONG_STATE when it has ended, or is held by a case: close the case.")
  @Transactional
  public ContactHoldView contactHoldEnd(End input) {
    Viewer current = viewer.requireToChange();
    ContactHolds.Hold hold =
        holds
            .locked(GlobalId.parse(ContactHoldView.TYPE, input.id(), "id"))
            .orElseThrow(() -> Refused.notFound("id", "There is no such hold."));
    Refused.unlessCurrent(input.expectedVersion(), hold.version());
    if (hold.endedAt() != null || hold.kind().equals(ContactHoldView.Kind.OPEN_CASE.name())) {
      throw Refused.wrongState("id", "This has ended, or ends with its case.");
    }
    holds.end(hold.id(), clock.instant());
    return ContactHoldView.of(holds.byId(hold.id()).orElseThrow(), current);
  }

  @Description("Why nobody asks this contact today, the latest first; empty where nothing holds.")
  @Transactional
  public List<List<@NonNull ContactHoldView>> holds(@Source List<ContactView> asked) {
    Viewer current = viewer.require();
    Map<Integer, List<ContactHoldView>> byContact =
        holds.inForce(asked.stream().map(ContactView::key).toList()).stream()
            .collect(
                groupingBy(
                    ContactHolds.Hold::contactId,
                    mapping(hold -> ContactHoldView.of(hold, current), toList())));
    return Batch.lists(asked, ContactView::key, byContact);
  }

  @Description(
      "Who holds it; absent for Keypulse itself and for administrators without an employee record.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> heldBy(
      @Source List<ContactHoldView> asked) {
    return Batch.eachOrNull(asked, ContactHoldView::heldByKey, colleagues::byIds);
  }
}
