package io.keypulse.directory;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Page;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Today;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
public class DirectoryApi {
  @Inject Directory directory;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Query("accounts")
  @Description(
      "The accounts this viewer may see; by name, or by relevance where they are searched for, unless said. first: 1 to"
          + " 100, 25 unless said.")
  @Transactional
  public AccountView.Connection accounts(
      @Nullable Integer first,
      @Nullable String after,
      @Nullable AccountFilter filter,
      @Nullable AccountOrder orderBy) {
    Directory.Question question = question(filter, orderBy);
    Page page = Page.of("accounts", shape(question), first, after);
    Page.Slice<Customers.Found> slice =
        page.slice(
            directory.page(question, page),
            found -> new Page.Key(found.place(), found.account().key()));
    return new AccountView.Connection(
        slice.edges((cursor, found) -> new AccountView.Edge(cursor, found.account())),
        slice.rows().stream().map(Customers.Found::account).toList(),
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of(directory.number(question)) : Optional.empty());
  }

  private Directory.Question question(
      @org.jspecify.annotations.Nullable AccountFilter given,
      @org.jspecify.annotations.Nullable AccountOrder orderBy) {
    AccountFilter filter = given == null ? AccountFilter.ALL : given;
    boolean searches = filter.searched().isPresent();
    if (orderBy != null && orderBy.field() == AccountOrder.Field.RELEVANCE && !searches) {
      throw Refused.invalid("orderBy", "Order by relevance where you search: give filter.search.");
    }
    AccountOrder order =
        orderBy == null
            ? new AccountOrder(
                searches ? AccountOrder.Field.RELEVANCE : AccountOrder.Field.NAME, null)
            : orderBy;
    return new Directory.Question(filter, order, today.get(), viewer.require().seesPersons());
  }

  /** What a cursor holds for; it outlives midnight. */
  private static String shape(Directory.Question question) {
    return question.filter() + " " + question.order();
  }
}
