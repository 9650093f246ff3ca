package io.keypulse.invitation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.account.ContactView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CommonTime;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Page;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Text;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.wave.ContactHoldView;
import io.keypulse.wave.HoldLog;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class InvitationApi {
  private static final Logger LOG = Logger.getLogger(InvitationApi.class);
  private static final int LONGEST_REASON = 500;

  @Inject MailReports reports;
  @Inject DeliveryStops stops;
  @Inject WaveLog waves;
  @Inject Customers customers;
  @Inject Colleagues colleagues;
  @Inject HoldLog holds;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;
  @Inject CommonTime common;

  @Input("WaveDeliveryResumeInput")
  public record WaveDeliveryResume(
      @Id String waveId,
      @io.smallrye.graphql.api.Nullable
          @Description("What was done about it, or why it may go on; 1 to 500 characters.")
          @Nullable String reason) {}

  @Mutation("waveDeliveryResume")
  @Description(
      "Lets the mails of a wave leave again that the mail server's refusal has stopped; for administrators. The mail that"
          + " was refused is tried once more, and fails alone when it is refused again. WRONG_STATE when nothing is"
          + " stopped.")
  @Transactional
  public WaveView waveDeliveryResume(WaveDeliveryResume input) {
    viewer.requireAdmin();
    int waveId = GlobalId.parseInt(WaveView.TYPE, input.waveId(), "waveId");
    WaveView wave =
        waves.wave(waveId).orElseThrow(() -> Refused.notFound("waveId", "There is no such wave."));
    @Nullable String reason =
        input.reason() == null ? null : Text.line("reason", input.reason(), LONGEST_REASON);
    if (!stops.resume(
        waveId, viewer.require().employeeId(), reason, common.lately(clock).instant())) {
      throw Refused.wrongState("waveId", "Nothing of this wave is stopped.");
    }
    return wave;
  }

  @Description("Where everyone who was invited stands.")
  @Transactional
  public List<BooksView> books(@Source List<WaveView> asked) {
    Map<Integer, List<MailReports.Count>> byWave = counts(asked);
    return asked.stream()
        .map(
            wave -> {
              BooksView books = BooksView.of(byWave.getOrDefault(wave.key(), List.of()));
              if (!books.balanced()) {
                LOG.errorf("The books of wave %d do not add up: %s", wave.key(), books);
              }
              return books;
            })
        .toList();
  }

  @Description("All mails of the wave by kind and state, reminders and thanks too.")
  @Transactional
  public List<List<@NonNull MailCountView>> mails(@Source List<WaveView> asked) {
    Map<Integer, List<MailReports.Count>> byWave = counts(asked);
    return asked.stream()
        .map(
            wave ->
                byWave.getOrDefault(wave.key(), List.of()).stream()
                    .flatMap(count -> MailCountView.of(count).stream())
                    .toList())
        .toList();
  }

  @Description(
      "Why mails of the wave did not get through, or have not yet, counted over the accounts this viewer sees. Whom the"
          + " draw withheld has no mail: blocks counts them.")
  @Transactional
  public List<List<@NonNull UndeliveredReasonView>> undeliveredReasons(
      @Source List<WaveView> asked) {
    Map<Integer, List<UndeliveredReasonView>> byWave =
        reports.reasons(asked.stream().map(WaveView::key).toList()).stream()
            .collect(
                groupingBy(
                    MailReports.ReasonCount::waveId, mapping(UndeliveredReasonView::of, toList())));
    return Batch.lists(asked, WaveView::key, byWave);
  }

  private Map<Integer, List<MailReports.Count>> counts(List<WaveView> asked) {
    return reports.counts(asked.stream().map(WaveView::key).toList()).stream()
        .collect(groupingBy(MailReports.Count::waveId));
  }

  @Query("undelivered")
  @Description(
      "Who did not get a mail of this wave, or has not yet, and why, also who was drawn and withheld; of one kind where said. first: 1 to 100, 25 unless"
          + " said.")
  @Transactional
  public UndeliveredView.Connection undelivered(
      @Id String waveId,
      @io.smallrye.graphql.api.Nullable @Nullable MailKind kind,
      @io.smallrye.graphql.api.Nullable @Nullable Integer first,
      @io.smallrye.graphql.api.Nullable @Nullable String after) {
    viewer.require();
    int wave = GlobalId.parseInt(WaveView.TYPE, waveId, "waveId");
    Page page = Page.of("undelivered", waveId + kind, first, after);
    @Nullable String name = kind == null ? null : kind.name();
    Page.Slice<MailReports.Undelivered> slice =
        page.slice(
            reports.undelivered(wave, name, page.afterId(0), page.limit()),
            row -> new Page.Key("", row.id()));
    List<UndeliveredView> views = slice.rows().stream().map(UndeliveredView::of).toList();
    Iterator<UndeliveredView> each = views.iterator();
    return new UndeliveredView.Connection(
        slice.edges((cursor, row) -> new UndeliveredView.Edge(cursor, each.next())),
        views,
        slice.pageInfo(),
        Selection.has("totalCount")
            ? Optional.of(reports.undelivered(wave, name))
            : Optional.empty());
  }

  @Description("Null once they have moved to an account that this viewer does not see.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable ContactView> contact(
      @Source List<UndeliveredView> asked) {
    return Batch.eachOrNull(asked, UndeliveredView::contactKey, customers::contacts);
  }

  @Transactional
  public List<AccountView> account(@Source List<UndeliveredView> asked) {
    return Batch.each(asked, UndeliveredView::accountKey, customers::accounts);
  }

  @Description("Of a WITHHELD one with MANUAL_HOLD: the hold, as of ContactInWave; else absent.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable ContactHoldView> hold(
      @Source List<UndeliveredView> asked) {
    return Batch.eachOrNull(asked, UndeliveredView::holdKey, holds::byIds);
  }

  @Description("Since when and why nothing of this wave leaves; null where nothing is stopped.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable DeliveryStopView> deliveryStop(
      @Source List<WaveView> asked) {
    Map<Integer, DeliveryStopView> stops =
        reports.stops(asked.stream().map(WaveView::key).toList()).stream()
            .filter(stop -> stop.resumedAt() == null)
            .collect(toMap(MailReports.Stop::waveId, DeliveryStopView::of));
    return Batch.eachOrNull(asked, WaveView::key, stops);
  }

  @Description(
      "When mails of this wave were stopped last, and why they left again; null where never.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable DeliveryStopView> lastDeliveryStop(
      @Source List<WaveView> asked) {
    Map<Integer, DeliveryStopView> stops =
        reports.stops(asked.stream().map(WaveView::key).toList()).stream()
            .collect(
                toMap(MailReports.Stop::waveId, DeliveryStopView::of, (latest, earlier) -> latest));
    return Batch.eachOrNull(asked, WaveView::key, stops);
  }

  @Description(
      "Who let mails leave again; absent while they are stopped, and for administrators without an employee record.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> resumedBy(
      @Source List<DeliveryStopView> asked) {
    return Batch.eachOrNull(asked, DeliveryStopView::resumedByKey, colleagues::byIds);
  }
}
