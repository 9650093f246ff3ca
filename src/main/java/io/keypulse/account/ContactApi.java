package io.keypulse.account;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Today;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class ContactApi {
  @Inject Contacts contacts;
  @Inject Customers customers;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Query("contact")
  @Description("One contact; null when there is none or this viewer may not see the account.")
  @Transactional
  public Optional<ContactView> contact(@Id String id) {
    viewer.require();
    return contacts
        .findByIdOptional(GlobalId.parseInt(ContactView.TYPE, id, "id"))
        .map(contact -> ContactView.of(contact, viewer.require()));
  }

  @Description(
      "The people we know there, by name; includeLeft: those too who left, false unless said.")
  @Transactional
  public List<List<@NonNull ContactView>> contacts(
      @Source List<AccountView> asked,
      @io.smallrye.graphql.api.Nullable @Nullable Boolean includeLeft) {
    Map<Integer, List<ContactView>> byAccount =
        contacts
            .ofAccounts(
                asked.stream().map(AccountView::key).toList(),
                Boolean.TRUE.equals(includeLeft),
                today.get())
            .stream()
            .map(contact -> ContactView.of(contact, viewer.require()))
            .collect(groupingBy(ContactView::accountKey));
    return Batch.lists(asked, AccountView::key, byAccount);
  }

  @Transactional
  public List<AccountView> account(@Source List<ContactView> asked) {
    return Batch.each(asked, ContactView::accountKey, customers::accounts);
  }

  @Description("Whom this person reports to there, where known.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable ContactView> reportsTo(
      @Source List<ContactView> asked) {
    return Batch.eachOrNull(
        asked, contact -> contact.reportsToKey().orElse(null), customers::contacts);
  }

  @Description("The primary one first; none for analysts.")
  @Transactional
  public List<List<@NonNull PointView>> emails(@Source List<ContactView> asked) {
    return points(asked, PointMeans.EMAIL);
  }

  @Description("The primary one first; none for analysts.")
  @Transactional
  public List<List<@NonNull PointView>> phones(@Source List<ContactView> asked) {
    return points(asked, PointMeans.PHONE);
  }

  private List<List<PointView>> points(List<ContactView> asked, PointMeans means) {
    if (!viewer.require().seesPersons()) {
      return asked.stream().map(contact -> List.<PointView>of()).toList();
    }
    Map<Integer, List<PointView>> byContact =
        contacts.points(asked.stream().map(ContactView::key).toList(), means).stream()
            .collect(groupingBy(Contacts.Point::contactId, mapping(PointView::of, toList())));
    return Batch.lists(asked, ContactView::key, byContact);
  }
}
