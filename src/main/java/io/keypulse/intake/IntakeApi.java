package io.keypulse.intake;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Heard;
import io.keypulse.platform.Notice;
import io.keypulse.platform.Page;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Selection;
import io.smallrye.graphql.api.Nullable;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** What administrators see of the imports. */
@GraphQLApi
public class IntakeApi {
  private static final int MOST_DROPPED = 100;

  @Inject ImportJobList jobs;
  @Inject ImportVerdicts verdicts;
  @Inject ParkedRows parked;
  @Inject Parking parking;
  @Inject CurrentViewer viewer;

  @Query("importJobs")
  @Description("The imports, newest first; for administrators. first: 1 to 100, 25 unless said.")
  @Transactional
  public ImportJobView.Connection importJobs(
      @Nullable Integer first, @Nullable String after, @Nullable ImportJobFilter filter) {
    viewer.requireAdmin();
    ImportJobFilter which = filter == null ? new ImportJobFilter(null, null) : filter;
    Page page = Page.of("importJobs", which, first, after);
    Page.Slice<ImportJobView> slice =
        page.slice(
            jobs.page(which, page).stream().map(ImportJobView::of).toList(),
            job -> new Page.Key("", job.key()));
    return new ImportJobView.Connection(
        slice.edges(ImportJobView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of(jobs.number(which)) : Optional.empty());
  }

  @Query("importJob")
  @Description("One import; null when there is none. For administrators.")
  @Transactional
  public Optional<ImportJobView> importJob(@Id String id) {
    viewer.requireAdmin();
    return jobs.byId(GlobalId.parse(ImportJobView.TYPE, id, "id")).map(ImportJobView::of);
  }

  @Subscription("importProgress")
  @Description(
      "This import each time it has come a batch further, to its end. FORBIDDEN for anybody but an administrator;"
          + " NOT_FOUND. Read importJob once after subscribing: an import that has ended tells nothing.")
  @Heard("keypulse_import")
  @Transactional
  public Multi<ImportJobView> importProgress(@Id String jobId) {
    viewer.requireAdmin();
    long asked = GlobalId.parse(ImportJobView.TYPE, jobId, "jobId");
    if (Notice.isFirst()) {
      if (jobs.byId(asked).isEmpty()) {
        throw Refused.notFound("jobId", "There is no such import.");
      }
      return Multi.createFrom().empty();
    }
    return asked == Long.parseLong(Notice.text())
        ? Multi.createFrom().optional(jobs.byId(asked).map(ImportJobView::of))
        : Multi.createFrom().empty();
  }

  @Description(
      "Rows of which there is more to say: parked, rejected, taken with a remark, and taken after they had waited; those"
          + " with a code unless the filter says otherwise. GET /import/jobs/{id}/verdicts.csv has all rows.")
  @Transactional
  public List<ImportVerdictView.@NonNull Connection> verdicts(
      @Source List<ImportJobView> asked,
      @Nullable Integer first,
      @Nullable String after,
      @Nullable ImportVerdictFilter filter) {
    List<Long> keys = asked.stream().map(ImportJobView::key).toList();
    Page page = Page.of("importVerdicts", filter, first, after);
    Map<Long, List<ImportVerdicts.Detail>> byJob =
        (filter == null
                ? verdicts.telling(keys, (int) page.afterId(0), page.limit())
                : verdicts.page(
                    keys, Set.copyOf(filter.verdicts()), (int) page.afterId(0), page.limit()))
            .stream().collect(groupingBy(ImportVerdicts.Detail::jobId));
    return asked.stream()
        .map(
            job -> {
              Page.Slice<ImportVerdictView> slice =
                  page.slice(
                      byJob.getOrDefault(job.key(), List.of()).stream()
                          .map(ImportVerdictView::of)
                          .toList(),
                      row -> new Page.Key("", row.line()));
              return new ImportVerdictView.Connection(
                  slice.edges(ImportVerdictView.Edge::new), slice.rows(), slice.pageInfo());
            })
        .toList();
  }

  @Query("importParked")
  @Description("Rows that wait for something to come, longest waiting first; for administrators.")
  @Transactional
  public ImportParkedView.Connection importParked(
      @Nullable Integer first,
      @Nullable String after,
      @Nullable @Description("Of this kind of file only.") String kind) {
    viewer.requireAdmin();
    Page page = Page.of("importParked", kind, first, after);
    Page.Slice<ImportParkedView> slice =
        page.slice(
            parked.page(kind, page.afterId(0), page.limit()).stream()
                .map(ImportParkedView::of)
                .toList(),
            row -> new Page.Key("", row.key()));
    return new ImportParkedView.Connection(
        slice.edges(ImportParkedView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of(parked.number(kind)) : Optional.empty());
  }

  @Description("The file that brought the row.")
  @Transactional
  public List<ImportJobView> job(@Source List<ImportParkedView> asked) {
    Map<Long, ImportJobView> byId =
        jobs.byIds(asked.stream().map(ImportParkedView::jobKey).toList()).stream()
            .map(ImportJobView::of)
            .collect(toMap(ImportJobView::key, Function.identity()));
    return Batch.each(asked, ImportParkedView::jobKey, byId);
  }

  @Mutation("importParkedDrop")
  @Description(
      "These rows wait no longer and come to nothing, DROPPED in the verdicts of their files; returns them. At most"
          + " 100. For administrators.")
  @Transactional
  public List<@NonNull ImportParkedView> importParkedDrop(ImportParkedDrop input) {
    viewer.requireAdmin();
    if (input.ids().size() > MOST_DROPPED) {
      throw Refused.invalid("ids", "Drop at most " + MOST_DROPPED + " rows at a time.");
    }
    List<ParkedRows.Parked> rows =
        parked.byIds(
            input.ids().stream()
                .map(id -> GlobalId.parse(ImportParkedView.TYPE, id, "ids"))
                .toList());
    if (rows.size() < Set.copyOf(input.ids()).size()) {
      throw Refused.notFound("ids", "One of these rows waits no longer; read the list again.");
    }
    parking.drop(rows);
    return rows.stream().map(ImportParkedView::of).toList();
  }
}
