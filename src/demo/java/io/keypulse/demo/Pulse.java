package io.keypulse.demo;

import io.keypulse.analysis.AspectApi;
import io.keypulse.analysis.AspectView;
import io.keypulse.analysis.DissatisfactionApi;
import io.keypulse.analysis.DissatisfactionView;
import io.keypulse.analysis.ShareResult;
import io.keypulse.analysis.ShareView;
import io.keypulse.analysis.Suppressed;
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
  @Inject DissatisfactionApi analysis;
  @Inject AspectApi aspects;

  /** All shares in percent. */
  record Latest(
      int id,
      WaveView.Draw draw,
      String openedOn,
      String closesOn,
      boolean open,
      BooksView books,
      long answeredPercent,
      long silentPercent,
      Figure dissatisfied,
      List<Aspect> aspects,
      List<Earlier> trend) {}

  /**
   * @param promised whether it is withheld because those who answered were promised confidence
   */
  record Figure(
      boolean known,
      boolean promised,
      int dissatisfied,
      int withOpinion,
      String population,
      long low,
      long high) {
    static Figure of(ShareResult result) {
      return share(result)
          .map(
              share ->
                  new Figure(
                      true,
                      false,
                      share.count(),
                      share.of(),
                      "%,d".formatted(share.population()),
                      percent(share.lowestShare()),
                      percent(share.highestShare())))
          .orElseGet(() -> new Figure(false, result instanceof Suppressed, 0, 0, "", 0, 0));
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
    WaveView wave = waves.wave(id).orElseThrow();
    List<WaveView> shown =
        waves
            .waves(IntStream.rangeClosed(id - WAVES_SHOWN + 1, id).boxed().toList())
            .values()
            .stream()
            .filter(one -> one.programId() == wave.programId())
            .sorted(Comparator.comparing(WaveView::openedAt))
            .toList();
    BooksView books = invitations.books(List.of(wave)).getFirst();
    DissatisfactionView judged = judge(wave);
    return new Latest(
        id,
        wave.draw(),
        DAY.format(wave.openedAt()),
        DAY.format(wave.closesAt()),
        wave.state() == WaveState.OPEN,
        books,
        percent(books.answered(), books.planned()),
        percent(books.silent(), books.planned()),
        Figure.of(judged.dissatisfied()),
        aspects.byAspect(List.of(judged)).getFirst().stream()
            .flatMap(aspect -> aspect(aspect).stream())
            .toList(),
        trend(shown));
  }

  private List<Earlier> trend(List<WaveView> shown) {
    List<Optional<ShareView>> shares =
        shown.stream().map(wave -> share(judge(wave).dissatisfied())).toList();
    double top =
        shares.stream()
            .flatMap(Optional::stream)
            .mapToDouble(ShareView::highestShare)
            .max()
            .orElse(1);
    return IntStream.range(0, shown.size())
        .mapToObj(i -> earlier(shown.get(i), shares.get(i), Math.max(top, 0.01)))
        .toList();
  }

  private DissatisfactionView judge(WaveView wave) {
    return analysis
        .dissatisfaction(wave.id(), null, null, null, null, null, null, null, null)
        .orElseThrow();
  }

  private static Optional<Aspect> aspect(AspectView rated) {
    return share(rated.dissatisfied())
        .map(
            share ->
                new Aspect(
                    inWords(rated.aspect().name()),
                    percent(share.share()),
                    percent(share.lowestShare()),
                    percent(share.highestShare() - share.lowestShare())));
  }

  private static Optional<ShareView> share(ShareResult result) {
    return result instanceof ShareView share ? Optional.of(share) : Optional.empty();
  }

  private static Earlier earlier(WaveView wave, Optional<ShareView> shown, double top) {
    String month = MONTH.format(wave.openedAt());
    return shown
        .map(
            share ->
                new Earlier(
                    month,
                    true,
                    percent(share.share()),
                    percent(share.share() / top),
                    percent(share.lowestShare() / top),
                    percent((share.highestShare() - share.lowestShare()) / top)))
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
