package io.keypulse.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Page;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class AuditApi {
  /** What of a contact is not about the person; analysts see the values of nothing else. */
  private static final Set<String> NOT_PERSONAL =
      Set.of("id", "account_id", "team_id", "role", "language", "left_on");

  @Inject AuditTrail trail;
  @Inject Colleagues colleagues;
  @Inject CurrentViewer viewer;

  @Query("auditTrail")
  @Description(
      "Who changed what, and who read out what is kept about a person, newest first: employees see the changes of the accounts they see, others those of staff"
          + " and teams too. first: 1 to 100, 25 unless said.")
  @Transactional
  public AuditEntryView.Connection auditTrail(
      @io.smallrye.graphql.api.Nullable @Nullable AuditFilter filter,
      @io.smallrye.graphql.api.Nullable @Nullable Integer first,
      @io.smallrye.graphql.api.Nullable @Nullable String after) {
    viewer.require();
    List<AuditFilter.Condition> conditions = filter == null ? List.of() : filter.conditions();
    Page page = Page.of("auditTrail", filter, first, after);
    Page.Slice<AuditEntryView> slice =
        page.slice(
            trail.page(page, conditions).stream().map(AuditEntryView::of).toList(),
            entry -> new Page.Key(entry.at().toInstant().toString(), entry.key()));
    return new AuditEntryView.Connection(
        slice.edges(AuditEntryView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of(trail.number(conditions)) : Optional.empty());
  }

  @Description("What changed, by name of the field.")
  @Transactional
  public List<List<AuditEntryView.@NonNull Change>> changes(@Source List<AuditEntryView> asked) {
    Viewer current = viewer.require();
    Map<Long, AuditEntryView> entries =
        asked.stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    AuditEntryView::key, entry -> entry, (one, same) -> one));
    Map<Long, List<AuditEntryView.Change>> byEntry =
        trail.changes(entries.keySet()).stream()
            .collect(
                groupingBy(
                    AuditTrail.FieldChange::entryId,
                    mapping(
                        change ->
                            shown(
                                change,
                                current.seesPersons()
                                    || !isPersonal(entries.get(change.entryId()), change)),
                        toList())));
    return Batch.lists(asked, AuditEntryView::key, byEntry);
  }

  @Description("The employee who did it; none for Keypulse itself and administrators from outside.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> by(
      @Source List<AuditEntryView> asked) {
    return Batch.eachOrNull(asked, entry -> entry.byKey().orElse(null), colleagues::byIds);
  }

  private static boolean isPersonal(@Nullable AuditEntryView entry, AuditTrail.FieldChange change) {
    return entry != null
        && entry.objectType().startsWith("Contact")
        && !NOT_PERSONAL.contains(change.field());
  }

  private static AuditEntryView.Change shown(AuditTrail.FieldChange change, boolean withValues) {
    Function<@Nullable String, Optional<String>> value =
        kept ->
            Optional.ofNullable(kept)
                .filter(any -> withValues)
                .map(any -> References.shown(change.field(), any));
    return new AuditEntryView.Change(
        ObjectType.field(change.field()), value.apply(change.was()), value.apply(change.becomes()));
  }
}
