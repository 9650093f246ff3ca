package io.keypulse.directory;

import io.keypulse.account.ContactView;
import io.keypulse.account.Customers;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Page;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Today;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
public class ContactDirectoryApi {
  @Inject ContactDirectory directory;
  @Inject Customers customers;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Query("contacts")
  @Description(
      "The people at the accounts this viewer sees, by name, or those searched for by how well they fit; for analysts, who see no names, the longest known first."
          + " first: 1 to 100, 25 unless said. FORBIDDEN for analysts who search.")
  @Transactional
  public ContactView.Connection contacts(
      @Nullable Integer first, @Nullable String after, @Nullable ContactFilter filter) {
    boolean seesPersons = viewer.require().seesPersons();
    ContactFilter which = filter == null ? ContactFilter.ALL : filter;
    ContactDirectory.Question question =
        new ContactDirectory.Question(which, today.get(), seesPersons);
    Page page = Page.of("contacts", which + " " + seesPersons, first, after);
    Page.Slice<FoundIds.Found> slice =
        page.slice(
            directory.page(question, page), found -> new Page.Key(found.place(), found.id()));
    Map<Integer, ContactView> byId =
        customers.contacts(slice.rows().stream().map(FoundIds.Found::id).toList());
    List<ContactView> nodes =
        slice.rows().stream().map(found -> Objects.requireNonNull(byId.get(found.id()))).toList();
    return new ContactView.Connection(
        slice.showing(nodes).edges(ContactView.Edge::new),
        nodes,
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of(directory.number(question)) : Optional.empty());
  }
}
