package io.keypulse.report;

import io.keypulse.analysis.FewAnswersView;
import io.keypulse.analysis.InsufficientData;
import io.keypulse.analysis.ShareResult;
import io.keypulse.analysis.ShareView;
import io.keypulse.analysis.Suppressed;
import io.keypulse.analysis.Verdict;
import io.keypulse.analysis.WithheldReason;
import io.keypulse.platform.Money;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.MomentWords;
import io.keypulse.survey.SurveyWords;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.Stream;

/** Findings in the words, numbers and dates of a language. */
record Phrases(Locale locale, ReportWording report, SurveyWords survey) {
  private static final ZoneId COUNTED_BY = ZoneId.of("UTC");

  static Phrases in(String language) {
    return new Phrases(
        Locale.forLanguageTag(language),
        MessageBundles.get(ReportWording.class, Localized.Literal.of(language)),
        SurveyWords.in(language));
  }

  String number(int number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  String tenths(double number) {
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMaximumFractionDigits(1);
    return format.format(number);
  }

  String percent(double share) {
    return NumberFormat.getPercentInstance(locale).format(share);
  }

  String percents(double lowest, double highest) {
    return report.range(percent(lowest), percent(highest));
  }

  String percents(double share, double lowest, double highest) {
    return report.shareRange(percent(share), percent(lowest), percent(highest));
  }

  String people(int fewest, int most, int population) {
    return report.rangeOf(number(fewest), number(most), number(population));
  }

  String money(Money money) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(Currency.getInstance(money.currency()));
    format.setMaximumFractionDigits(0);
    return format.format(money.amount().value());
  }

  String day(LocalDate day) {
    return MomentWords.day(day, FormatStyle.MEDIUM, locale);
  }

  /** Of waves as they are counted: by days in UTC. */
  String day(OffsetDateTime moment) {
    return day(moment.atZoneSameInstant(COUNTED_BY).toLocalDate());
  }

  String month(OffsetDateTime moment) {
    return DateTimeFormatter.ofLocalizedPattern("yMMM").withLocale(locale).format(moment);
  }

  String moment(Instant moment) {
    return MomentWords.of(moment, COUNTED_BY, locale);
  }

  String said(ShareResult result) {
    return switch (result) {
      case ShareView share -> said(share);
      case FewAnswersView few ->
          report.few(
              number(few.count()),
              number(few.of()),
              number(few.fewest()),
              number(few.most()),
              number(few.population()));
      default -> why(result);
    };
  }

  private String said(ShareView share) {
    String count = number(share.count());
    String of = number(share.of());
    String estimate = percent(share.share());
    String lowest = percent(share.lowestShare());
    String highest = percent(share.highestShare());
    if (share.unit() == ShareView.Unit.ACCOUNTS) {
      String said = report.accountShare(count, of, estimate, lowest, highest);
      return share.unheard() > 0
          ? unheard(said, share)
          : share.wide() ? report.wideAccounts(said) : said;
    }
    String said = report.share(count, of, estimate, lowest, highest);
    return share.unheard() > 0
        ? unheard(said, share)
        : share.wide() ? report.wideAnswers(said) : said;
  }

  private String unheard(String said, ShareView share) {
    return report.unheard(said, number(share.unheard()), number(share.population()));
  }

  /** Why there is no figure, for every result that is none. */
  String why(Object result) {
    return switch (result) {
      case InsufficientData none -> why(none.reason(), number(none.have()), number(none.need()));
      case Suppressed withheld -> why(withheld.reason(), number(withheld.count()), "");
      default -> throw new IllegalArgumentException(result.toString());
    };
  }

  private String why(WithheldReason reason, String have, String need) {
    return switch (reason) {
      case NO_ANSWERS -> report.noAnswers();
      case TOO_FEW_ANSWERS -> report.tooFewAnswers(have, need);
      case TOO_FEW_ACCOUNTS -> report.tooFewAccounts(have, need);
      case TOO_FEW_WAVES -> report.tooFewWaves(have, need);
      case INTERVAL_TOO_WIDE -> report.tooWide(have, need);
      case NO_REVENUE -> report.noRevenue();
      case CONFIDENTIAL -> report.confidential();
      case DERIVABLE -> report.derivable();
      case STILL_OPEN -> report.stillOpen();
      case NO_VARIATION, DRIVERS_MOVE_TOGETHER, NOT_EXPLAINED, NOTHING_BEFORE -> report.untold();
    };
  }

  /** One after the other, as the language divides them. */
  String listed(Stream<String> several) {
    return several.reduce(report::listed).orElse("");
  }

  /** Words that stand alone. */
  String sentence(String text) {
    int first = text.offsetByCodePoints(0, 1);
    return report.sentence(text.substring(0, first).toUpperCase(locale) + text.substring(first));
  }

  String method(ShareView.Method method) {
    return switch (method) {
      case EXACT_HYPERGEOMETRIC -> report.exactHypergeometric();
      case WILSON -> report.wilson();
      case STRATIFIED -> report.stratified();
      case CLUSTERED_BY_ACCOUNT -> report.clusteredByAccount();
      case WEIGHTED_BY_CHANCE -> report.weightedByChance();
      case UNWEIGHTED -> report.unweighted();
    };
  }

  String verdict(Verdict verdict) {
    return switch (verdict) {
      case CLEARLY_HEALTHY -> report.clearlyHealthy();
      case PROBABLY_HEALTHY -> report.probablyHealthy();
      case CANNOT_TELL -> report.cannotTell();
      case PROBABLY_UNHEALTHY -> report.probablyUnhealthy();
      case CLEARLY_UNHEALTHY -> report.clearlyUnhealthy();
    };
  }

  String aspect(Aspect aspect) {
    return survey.aspect(aspect);
  }
}
