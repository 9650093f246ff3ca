package io.keypulse.wave;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import io.keypulse.stats.SampleSize;
import io.keypulse.stats.UnequalChances;
import io.keypulse.survey.Delivery;
import io.keypulse.survey.SamplingPlan;
import io.keypulse.survey.Surveyor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Works out what a wave would be if it opened now. */
@ApplicationScoped
class Planner {
  private static final double USUAL_SHARE = 0.1;
  private static final double POWER = 0.8;
  private static final int DAYS_OF_A_WEEK = 7;

  @Inject Plans plans;
  @Inject Drawer drawer;
  @Inject Waves waves;
  @Inject Today today;

  SurveyPlanView plan(SurveyPlanPreview input, Surveyor.Plan plan, Instant now) {
    SamplingPlan sampling = plan.sampling();
    List<Plans.Cell> cells =
        plans.cells(
            new Eligibility(plan.programId(), plan.population(), sampling, plan.delivery(), now),
            sampling.accountCap());
    List<Division.Stratum> strata = strata(cells);
    Map<String, Double> lastTime = drawer.spread(waves.before(plan.programId(), now));
    Division division =
        Division.of(sampling, strata, Division.deviations(sampling, strata, lastTime));
    int frame = strata.stream().mapToInt(Division.Stratum::units).sum();
    int drawn = division.drawn().stream().mapToInt(Integer::intValue).sum();
    ExpectedWithheld withheld = ExpectedWithheld.of(sampling, eligible(cells), strata, division);
    double asked = drawn - withheld.all();
    Optional<Double> answers =
        Optional.ofNullable(sampling.expectedResponse()).map(share -> share * asked);
    List<UnequalChances.Part> speaking =
        new ExpectedAnswers(sampling, eligible(cells)).parts(strata, division);
    Optional<Double> margin = UnequalChances.margin(speaking, Division.LEVEL);
    return new SurveyPlanView(
        frame,
        accounts(cells),
        counted(cells, Plans.Cell::exclusion).entrySet().stream()
            .map(e -> new WaveView.ExclusionCount(Exclusion.valueOf(e.getKey()), e.getValue()))
            .toList(),
        counted(eligible(cells), Plans.Cell::blocked).entrySet().stream()
            .map(e -> new SurveyPlanView.BlockedCount(Block.valueOf(e.getKey()), e.getValue()))
            .toList(),
        planned(sampling, strata, division),
        drawn,
        withheld.all(),
        answers,
        margin,
        UnequalChances.worth(speaking)
            .map(worth -> Math.max(1, (int) Math.round(worth)))
            .map(worth -> SampleSize.smallestShareTold(worth, share(input), POWER, Division.LEVEL)),
        SampleSize.chanceToMeetOneOf(
            Math.min(unhappy(input), frame), (int) Math.round(asked), frame),
        SampleSize.censusIsWiser(drawn, frame),
        Recurrence.sparesThoseAsked(plan, cells, lastTime),
        load(plan, cells, drawn),
        PlanNotes.of(
            plan,
            strata,
            division,
            frame,
            drawn,
            withheld,
            margin,
            plans.namedForNobody(plan.population(), today.get())));
  }

  private static List<Division.Stratum> strata(List<Plans.Cell> cells) {
    Map<String, List<Plans.Cell>> byStratum =
        eligible(cells).stream().collect(groupingBy(Plans.Cell::stratum, TreeMap::new, toList()));
    return byStratum.entrySet().stream()
        .map(
            e ->
                new Division.Stratum(
                    e.getKey(),
                    sum(e.getValue()),
                    sum(e.getValue().stream().filter(cell -> !cell.capped()).toList())))
        .toList();
  }

  private static List<SurveyPlanView.PlannedStratum> planned(
      SamplingPlan sampling, List<Division.Stratum> strata, Division division) {
    List<SurveyPlanView.PlannedStratum> planned = new ArrayList<>();
    for (int h = 0; h < strata.size(); h++) {
      Division.Stratum stratum = strata.get(h);
      planned.add(
          new SurveyPlanView.PlannedStratum(
              stratum.stratum(),
              stratum.units(),
              stratum.candidates(),
              division.drawn().get(h),
              sampling.takesAllOf(stratum.stratum())));
    }
    return planned;
  }

  static int wavesMissed(Surveyor.Plan plan, int daysOfRest) {
    return Eligibility.wavesMissed(daysOfRest, plan.daysBetween());
  }

  private static SurveyPlanView.Load load(Surveyor.Plan plan, List<Plans.Cell> cells, int drawn) {
    Delivery delivery = plan.delivery();
    int mails = 1 + delivery.reminderDays().size();
    int accounts = accounts(cells);
    int most = eligible(cells).stream().mapToInt(Plans.Cell::mostOfAccount).max().orElse(0);
    int budget =
        plan.sampling().accountMailsPerWeek() == null
            ? most
            : plan.sampling().accountMailsPerWeek();
    int inTheWeek =
        1 + (int) delivery.reminderDays().stream().filter(day -> day < DAYS_OF_A_WEEK).count();
    return new SurveyPlanView.Load(
        accounts == 0 ? 0 : drawn * mails / (double) accounts / plan.weeks(),
        Math.min(Math.min(most, budget), drawn) * inTheWeek);
  }

  private static int unhappy(SurveyPlanPreview input) {
    int unhappy = input.unhappy() == null ? 1 : input.unhappy();
    if (unhappy < 1) {
      throw Refused.invalid("unhappy", "Look for at least one.");
    }
    return unhappy;
  }

  private static double share(SurveyPlanPreview input) {
    double share = input.dissatisfied() == null ? USUAL_SHARE : input.dissatisfied();
    if (!(share >= 0 && share < 1)) {
      throw Refused.invalid("dissatisfied", "Write a share of 0 to below 1.");
    }
    return share;
  }

  private static int accounts(List<Plans.Cell> cells) {
    return cells.stream().collect(groupingBy(Plans.Cell::stratum)).values().stream()
        .mapToInt(stratum -> stratum.getFirst().accounts())
        .sum();
  }

  private static Map<String, Integer> counted(
      List<Plans.Cell> cells, Function<Plans.Cell, @Nullable String> by) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Plans.Cell cell : cells) {
      @Nullable String reason = by.apply(cell);
      if (reason != null) {
        counts.merge(reason, cell.contacts(), Integer::sum);
      }
    }
    return counts;
  }

  private static List<Plans.Cell> eligible(List<Plans.Cell> cells) {
    return cells.stream().filter(cell -> cell.exclusion() == null).toList();
  }

  static int sum(List<Plans.Cell> cells) {
    return cells.stream().collect(summingInt(Plans.Cell::contacts));
  }
}
