package io.keypulse.demo;

import io.keypulse.analysis.AnalysisApi;
import io.keypulse.analysis.DissatisfactionView;
import io.keypulse.analysis.EstimateView;
import io.keypulse.invitation.BooksView;
import io.keypulse.invitation.InvitationApi;
import io.keypulse.platform.AsSystem;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveState;
import io.keypulse.wave.WaveView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** How the latest wave goes, and how it compares with those before; over all accounts. */
@ApplicationScoped
class Pulse {
  private static final int WAVES_SHOWN = 9;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM yy", Locale.ENGLISH).withZone(ZoneId.systemDefault());

  @Inject WaveLog waves;
  @Inject InvitationApi invitations;
  @Inject AnalysisApi analysis;

  /** All shares in percent. */
  record Latest(
      String openedOn,
      String closesOn,
      boolean open,
      BooksView books,
      long answeredPercent,
      long silentPercent,
      Figure dissatisfied,
      List<Aspect> aspects,
      List<Earlier> trend) {}

  record Figure(
      boolean known, int dissatisfied, int withOpinion, String population, long low, long high) {
    static Figure of(EstimateView estimate) {
      return new Figure(
          estimate.interval().isPresent(),
          estimate.dissatisfied(),
          estimate.withOpinion(),
          "%,d".formatted(estimate.population()),
          estimate.interval().map(interval -> percent(interval.lowestShare())).orElse(0L),
          estimate.interval().map(interval -> percent(interval.highestShare())).orElse(0L));
    }
  }

  record Aspect(String name, long share, long low, long width) {}

  /** A wave in the trend; {@code point}, {@code low} and {@code height} are places in its chart. */
  record Earlier(String month, boolean known, long share, long point, long low, long height) {}

  @AsSystem
  @Transactional
  public Optional<Latest> latest() {
    return waves.latest().map(this::of);
  }

  private Latest of(int id) {
    List<WaveView> shown =
        waves
            .waves(IntStream.rangeClosed(id - WAVES_SHOWN + 1, id).boxed().toList())
            .values()
            .stream()
            .sorted(Comparator.comparing(WaveView::openedAt))
            .toList();
    WaveView wave = shown.getLast();
    BooksView books = invitations.books(List.of(wave)).getFirst();
    DissatisfactionView judged = judge(wave);
    return new Latest(
        DAY.format(wave.openedAt()),
        DAY.format(wave.closesAt()),
        wave.state() == WaveState.OPEN,
        books,
        percent(books.answered(), books.planned()),
        percent(books.silent(), books.planned()),
        Figure.of(judged.dissatisfied()),
        judged.byAspect().stream().flatMap(aspect -> aspect(aspect).stream()).toList(),
        trend(shown));
  }

  private List<Earlier> trend(List<WaveView> shown) {
    List<EstimateView> estimates = shown.stream().map(wave -> judge(wave).dissatisfied()).toList();
    double top =
        estimates.stream()
            .flatMap(estimate -> estimate.interval().stream())
            .mapToDouble(EstimateView.Interval::highestShare)
            .max()
            .orElse(1);
    return IntStream.range(0, shown.size())
        .mapToObj(i -> earlier(shown.get(i), estimates.get(i), Math.max(top, 0.01)))
        .toList();
  }

  private DissatisfactionView judge(WaveView wave) {
    return analysis.dissatisfaction(wave.id(), null, null).orElseThrow();
  }

  private static Optional<Aspect> aspect(DissatisfactionView.AspectDissatisfaction rated) {
    return rated
        .dissatisfied()
        .interval()
        .map(
            interval ->
                new Aspect(
                    inWords(rated.aspect().name()),
                    percent(rated.dissatisfied().share().orElse(0.0)),
                    percent(interval.lowestShare()),
                    percent(interval.highestShare() - interval.lowestShare())));
  }

  private static Earlier earlier(WaveView wave, EstimateView estimate, double top) {
    String month = MONTH.format(wave.openedAt());
    return estimate
        .interval()
        .map(
            interval -> {
              double share = estimate.share().orElse(0.0);
              return new Earlier(
                  month,
                  true,
                  percent(share),
                  percent(share / top),
                  percent(interval.lowestShare() / top),
                  percent((interval.highestShare() - interval.lowestShare()) / top));
            })
        .orElseGet(() -> new Earlier(month, false, 0, 0, 0, 0));
  }

  private static String inWords(String name) {
    String words = name.replace('_', ' ').toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static long percent(long part, long whole) {
    return whole == 0 ? 0 : percent((double) part / whole);
  }

  private static long percent(double share) {
    return Math.round(share * 100);
  }
}
