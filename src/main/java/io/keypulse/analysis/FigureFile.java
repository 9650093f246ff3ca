package io.keypulse.analysis;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.keypulse.account.Customers;
import io.keypulse.platform.Spreadsheet;
import io.keypulse.wave.WaveView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Everything that is said of one scope as rows, asked through the doors that queries use. */
@ApplicationScoped
class FigureFile {
  @Inject DissatisfactionApi dissatisfaction;
  @Inject AnswersQualityApi quality;
  @Inject AspectApi aspects;
  @Inject DriversApi drivers;
  @Inject ChangeApi change;
  @Inject PulseApi pulse;
  @Inject MoneyApi money;
  @Inject AspectMoneyApi aspectMoney;
  @Inject RankingApi ranking;
  @Inject PartsApi parts;
  @Inject ListChangeApi list;
  @Inject BuyersAndUsersApi roles;
  @Inject Customers customers;

  String of(DissatisfactionView found) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      FigureRows rows = FigureRows.into(csv);
      source(found, rows);
      answers(found, rows);
      reasons(found, rows);
      course(found, rows);
      accountByAccount(found, rows);
      money(found, rows);
      parts(found, rows);
      accounts(found, rows);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private void source(DissatisfactionView of, FigureRows rows) {
    dissatisfaction
        .programs(List.of(of))
        .getFirst()
        .forEach(program -> rows.write("PROGRAM", Spreadsheet.harmless(program.name()), Map.of()));
    LocalDate newest = opened(dissatisfaction.wave(List.of(of))).getFirst();
    rows.write(
        "WAVES", "", Map.of("count", FigureRows.number(of.waveCount()), "note", newest.toString()));
  }

  private static List<LocalDate> opened(List<WaveView> waves) {
    return waves.stream().map(wave -> wave.openedAt().toLocalDate()).toList();
  }

  private void answers(DissatisfactionView of, FigureRows rows) {
    rows.write(
        "ANSWERED",
        "",
        Map.of(
            "count", FigureRows.number(of.answered()),
            "of", FigureRows.number(of.drawn()),
            "population", FigureRows.number(of.population())));
    rows.count("ANSWERED_BY_PHONE", "", of.answeredByPhone(), of.answered());
    new OutcomeRows(rows, dissatisfaction.responseRates(List.of(of)).getFirst()).write();
    of.distribution()
        .forEach(
            point -> rows.count("ANSWERS", point.answer().name(), point.count(), of.answered()));
    rows.share("DISSATISFIED", "", of.dissatisfied());
    rows.share("SATISFIED", "", of.satisfied());
    rows.share("DISSATISFIED_ACCOUNTS", "", of.dissatisfiedAccounts());
    AnswersQualityResult asGiven = quality.quality(List.of(of)).getFirst();
    if (asGiven instanceof AnswersQualityView given) {
      rows.count("QUALITY", "STRAIGHT_LINE", given.straightLines(), given.answered());
      rows.count("QUALITY", "FAST", given.fast(), given.answered());
      rows.count("QUALITY", "CHECK", given.check(), given.answered());
      rows.share("DISSATISFIED_WITHOUT_CHECK", "", given.dissatisfiedWithoutCheck());
      rows.share("SATISFIED_WITHOUT_CHECK", "", given.satisfiedWithoutCheck());
    } else {
      rows.refused("QUALITY", asGiven);
    }
  }

  private void reasons(DissatisfactionView of, FigureRows rows) {
    aspects
        .byAspect(List.of(of))
        .getFirst()
        .forEach(
            one -> {
              rows.share("ASPECT", one.aspect().name(), one.dissatisfied());
              one.accounts()
                  .ifPresent(
                      accounts ->
                          rows.write(
                              "ASPECT_ACCOUNTS", one.aspect().name(), complaining(one, accounts)));
            });
    aspects
        .byLevel(List.of(of))
        .getFirst()
        .forEach(one -> rows.share("LEVEL", one.level().name(), one.dissatisfied()));
    DriversResult explained = drivers.drivers(List.of(of), null).getFirst();
    if (explained instanceof DriversView found) {
      new DriverRows(rows).write(found);
    } else {
      rows.refused("DRIVERS", explained);
    }
  }

  private static Map<String, String> complaining(AspectView of, int accounts) {
    Map<String, String> cells = new HashMap<>();
    cells.put("count", FigureRows.number(accounts));
    of.accountsWithComplaints()
        .ifPresent(
            all -> {
              cells.put("of", FigureRows.number(all));
              cells.put("note", ShareView.Method.WILSON.name());
            });
    of.shareOfAccounts().ifPresent(share -> cells.put("share", FigureRows.share(share)));
    of.lowestShareOfAccounts().ifPresent(share -> cells.put("lowest", FigureRows.share(share)));
    of.highestShareOfAccounts()
        .ifPresent(
            share -> {
              cells.put("highest", FigureRows.share(share));
              cells.put("wide", Boolean.toString(of.wideShareOfAccounts()));
            });
    of.shareOfAccountsWithheld().ifPresent(why -> cells.putAll(FigureRows.why(why)));
    return cells;
  }

  private void course(DissatisfactionView of, FigureRows rows) {
    ChangeResult moved = change.change(List.of(of)).getFirst();
    if (moved instanceof ChangeView found) {
      new ChangeRows(rows).write(found, opened(change.before(List.of(found)).getFirst()));
    } else {
      rows.refused("CHANGE", moved);
    }
    PulseResult course = pulse.pulse(List.of(of), null).getFirst();
    if (course instanceof PulseView found) {
      new ChangeRows(rows).write(found, opened(pulse.wave(found.points())));
    } else {
      rows.refused("PULSE", course);
    }
  }

  private void accountByAccount(DissatisfactionView of, FigureRows rows) {
    ListChangeResult moved = list.of(of.scope());
    if (moved instanceof ListChangeView found) {
      new PairedRows(rows).write(found);
    } else {
      rows.refused("CHANGE_IN_LIST", moved);
    }
    BuyersAndUsersResult gap = roles.of(of.scope(), 1);
    if (gap instanceof BuyersAndUsersView found) {
      new PairedRows(rows).write(found);
    } else {
      rows.refused("BUYERS_AND_USERS", gap);
    }
  }

  private void parts(DissatisfactionView of, FigureRows rows) {
    for (PartsResult result : parts.whole(of)) {
      if (result instanceof PartsView found) {
        new PartRows(rows).write(found);
      } else {
        rows.refused("PARTS", result);
      }
    }
  }

  private void money(DissatisfactionView of, FigureRows rows) {
    MoneyResult risk = money.moneyAtRisk(List.of(of), null).getFirst();
    if (risk instanceof MoneyView found) {
      new MoneyRows(rows, found)
          .write(
              aspectMoney.byAspect(List.of(found)).getFirst(),
              aspectMoney.withheldAspects(List.of(found)).getFirst());
    } else {
      rows.refused("MONEY_AT_RISK", risk);
    }
  }

  private void accounts(DissatisfactionView of, FigureRows rows) {
    RankingResult ranked = ranking.whole(of);
    if (!(ranked instanceof RankingView found)) {
      rows.refused("ACCOUNTS", ranked);
      return;
    }
    int all = found.accounts() + found.withoutAnswers() + found.withheld();
    rows.count("ACCOUNTS", "WITH_OPINION", found.accounts(), all);
    rows.count("ACCOUNTS", "WITHOUT_ANSWERS", found.withoutAnswers(), all);
    rows.count("ACCOUNTS", "WITHHELD", found.withheld(), all);
    ranking
        .verdicts(List.of(found))
        .getFirst()
        .forEach(
            one ->
                rows.count(
                    "VERDICT", one.verdict().name(), one.accounts(), all - found.withheld()));
    Map<Integer, String> names =
        customers.names(found.nodes().stream().map(RankingView.Ranked::accountKey).toList());
    for (RankingView.Ranked account : found.nodes()) {
      rows.write(
          "ACCOUNT",
          Spreadsheet.harmless(Objects.requireNonNull(names.get(account.accountKey()))),
          cells(account, found.order()));
    }
  }

  private static Map<String, String> cells(RankingView.Ranked account, RankingView.Order order) {
    return Map.of(
        "count", FigureRows.number(account.dissatisfied()),
        "of", FigureRows.number(account.withOpinion()),
        "population", FigureRows.number(account.population()),
        "share", FigureRows.share(account.share()),
        "lowest", FigureRows.share(account.lowestShare()),
        "highest", FigureRows.share(account.highestShare()),
        "note", order.name());
  }
}
