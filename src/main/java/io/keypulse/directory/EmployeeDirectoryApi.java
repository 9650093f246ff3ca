package io.keypulse.directory;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Page;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Today;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
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
public class EmployeeDirectoryApi {
  @Inject EmployeeDirectory directory;
  @Inject Colleagues colleagues;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Query("employees")
  @Description("Who works here, by name unless ordered. first: 1 to 100, 25 unless said.")
  @Transactional
  public EmployeeView.Connection employees(
      @Nullable Integer first,
      @Nullable String after,
      @Nullable EmployeeFilter filter,
      @Nullable EmployeeOrder orderBy) {
    viewer.require();
    EmployeeFilter which = filter == null ? EmployeeFilter.ALL : filter;
    EmployeeOrder order = orderBy == null ? EmployeeOrder.BY_NAME : orderBy;
    Page page = Page.of("employees", List.of(which, order), first, after);
    Page.Slice<FoundIds.Found> slice =
        page.slice(
            directory.page(which, order, today.get(), page),
            found -> new Page.Key(found.place(), found.id()));
    Map<Integer, EmployeeView> byId =
        colleagues.byIds(slice.rows().stream().map(FoundIds.Found::id).toList());
    return new EmployeeView.Connection(
        slice.edges((cursor, found) -> new EmployeeView.Edge(cursor, of(found, byId))),
        slice.rows().stream().map(found -> of(found, byId)).toList(),
        slice.pageInfo(),
        Selection.has("totalCount")
            ? Optional.of(directory.number(which, today.get()))
            : Optional.empty());
  }

  private static EmployeeView of(FoundIds.Found found, Map<Integer, EmployeeView> byId) {
    return Objects.requireNonNull(byId.get(found.id()));
  }
}
