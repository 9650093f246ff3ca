package io.keypulse.analysis;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.keypulse.platform.CompanyScope;
import io.keypulse.platform.LineScope;
import io.keypulse.platform.OnlyKnownParameters;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Spreadsheet;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /dissatisfaction.csv}: what {@code dissatisfaction} shows of the same scope, and
 * nothing that it withholds, after the programs and the number of waves that it is of. Columns:
 * figure, name, count, of, population; share, lowest and highest, from 0 to 1; note: the method,
 * the unit, the order, why nothing is told or when the newest wave was opened; fewest and most,
 * people or accounts where there is no share; need, answers where there are too few.
 */
@OnlyKnownParameters
@Path("/dissatisfaction.csv")
class DissatisfactionExport {
  private static final int ACCOUNTS = 100;

  private static final List<String> COLUMNS =
      List.of(
          "figure",
          "name",
          "count",
          "of",
          "population",
          "share",
          "lowest",
          "highest",
          "note",
          "fewest",
          "most",
          "need");

  @Inject DissatisfactionApi dissatisfaction;
  @Inject AnswersQualityApi quality;
  @Inject AspectApi aspects;
  @Inject RankingApi ranking;

  @GET
  @Produces("text/csv")
  @Transactional
  @RunOnVirtualThread
  public Response csv(
      @QueryParam("waveId") @Nullable String waveId,
      @QueryParam("programId") @Nullable String programId,
      @QueryParam("from") @Nullable LocalDate from,
      @QueryParam("to") @Nullable LocalDate to,
      @QueryParam("accountId") @Nullable String accountId,
      @QueryParam("scope") @Nullable CompanyScope scope,
      @QueryParam("teamId") @Nullable String teamId,
      @QueryParam("managerId") @Nullable String managerId,
      @QueryParam("line") @Nullable LineScope line,
      @QueryParam("segment") @Nullable String segment) {
    Period period = Period.of(from, to);
    DissatisfactionView found =
        dissatisfaction
            .dissatisfaction(
                waveId, programId, period, accountId, scope, teamId, managerId, line, segment)
            .orElseThrow(() -> Refused.notFound("waveId", "There is no such wave yet."));
    return Response.ok(written(found))
        .header("Content-Type", "text/csv; charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"dissatisfaction.csv\"")
        .build();
  }

  private String written(DissatisfactionView of) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(COLUMNS);
      dissatisfaction
          .programs(List.of(of))
          .getFirst()
          .forEach(
              program -> write(csv, "PROGRAM", Spreadsheet.harmless(program.name()), Map.of()));
      write(
          csv,
          "WAVES",
          "",
          Map.of("count", number(of.waveCount()), "note", openedOn(of).toString()));
      counted(csv, "ANSWERED", "", of.answered(), of.drawn(), number(of.population()));
      of.distribution()
          .forEach(
              point ->
                  counted(csv, "ANSWERS", point.answer().name(), point.count(), of.answered(), ""));
      write(csv, "DISSATISFIED", "", of.dissatisfied());
      write(csv, "SATISFIED", "", of.satisfied());
      write(csv, "DISSATISFIED_ACCOUNTS", "", of.dissatisfiedAccounts());
      if (quality.quality(List.of(of)).getFirst() instanceof AnswersQualityView given) {
        write(csv, given);
      }
      aspects
          .byAspect(List.of(of))
          .getFirst()
          .forEach(one -> write(csv, "ASPECT", one.aspect().name(), one.dissatisfied()));
      aspects
          .byLevel(List.of(of))
          .getFirst()
          .forEach(one -> write(csv, "LEVEL", one.level().name(), one.dissatisfied()));
      if (ranking.ranking(List.of(of), ACCOUNTS, null).getFirst() instanceof RankingView ranked) {
        write(csv, ranked);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private LocalDate openedOn(DissatisfactionView newestOf) {
    return dissatisfaction.wave(List.of(newestOf)).getFirst().openedAt().toLocalDate();
  }

  private static void write(CsvWriter csv, AnswersQualityView given) {
    counted(csv, "QUALITY", "STRAIGHT_LINE", given.straightLines(), given.answered(), "");
    counted(csv, "QUALITY", "FAST", given.fast(), given.answered(), "");
    counted(csv, "QUALITY", "CHECK", given.check(), given.answered(), "");
    write(csv, "DISSATISFIED_WITHOUT_CHECK", "", given.dissatisfiedWithoutCheck());
    write(csv, "SATISFIED_WITHOUT_CHECK", "", given.satisfiedWithoutCheck());
  }

  private static void counted(
      CsvWriter csv, String figure, String name, int count, int of, String population) {
    write(
        csv,
        figure,
        name,
        Map.of("count", number(count), "of", number(of), "population", population));
  }

  private static void write(CsvWriter csv, String figure, String name, ShareResult result) {
    write(csv, figure, name, cells(result));
  }

  private static Map<String, String> cells(ShareResult result) {
    return switch (result) {
      case ShareView share ->
          Map.of(
              "count", number(share.count()),
              "of", number(share.of()),
              "population", number(share.population()),
              "share", share(share.share()),
              "lowest", share(share.lowestShare()),
              "highest", share(share.highestShare()),
              "note", share.method().name());
      case FewAnswersView few ->
          Map.of(
              "count", number(few.count()),
              "of", number(few.of()),
              "population", number(few.population()),
              "fewest", number(few.fewest()),
              "most", number(few.most()),
              "note", few.unit().name());
      case InsufficientData none ->
          Map.of(
              "of", number(none.have()),
              "need", number(none.need()),
              "note", none.reason().name());
      case Suppressed withheld -> Map.of("note", withheld.reason().name());
      default -> throw new IllegalStateException(result.toString());
    };
  }

  private void write(CsvWriter csv, RankingView ranking) {
    List<String> names =
        this.ranking.account(ranking.nodes()).stream().map(one -> one.name()).toList();
    for (int i = 0; i < names.size(); i++) {
      RankingView.Ranked account = ranking.nodes().get(i);
      write(
          csv,
          "ACCOUNT",
          Spreadsheet.harmless(names.get(i)),
          Map.of(
              "count", number(account.dissatisfied()),
              "of", number(account.withOpinion()),
              "population", number(account.population()),
              "share", share(account.share()),
              "lowest", share(account.lowestShare()),
              "highest", share(account.highestShare()),
              "note", ranking.order().name()));
    }
  }

  private static void write(
      CsvWriter csv, String figure, String name, Map<String, String> further) {
    Map<String, String> cells = new HashMap<>(further);
    cells.put("figure", figure);
    cells.put("name", name);
    csv.writeRecord(COLUMNS.stream().map(column -> cells.getOrDefault(column, "")).toList());
  }

  private static String number(int count) {
    return Integer.toString(count);
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }
}
