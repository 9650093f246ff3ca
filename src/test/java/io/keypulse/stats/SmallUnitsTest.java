package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.stats.Outcome.Reason;
import io.keypulse.stats.Shrinkage.Count;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.commons.numbers.gamma.LogBeta;
import org.junit.jupiter.api.Test;

class SmallUnitsTest {
  private static final double LEVEL = 0.95;

  @Test
  void shrinkageWithTheSpreadIntegratedOutIsThatOfTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("28-shrinkage-full-bayes");
    Shrinkage shrinkage = Shrinkage.of(counts(one), LEVEL).orElseThrow();
    one.check(one.expected().get("populationMean"), shrinkage.mean());
    double median = one.expected().get("medianPriorWeight").asDouble();
    assertEquals(median, shrinkage.medianPriorWeight(), median * 0.05);
    for (JsonNode row : one.expected().get("rows")) {
      Shrinkage.Judged unit = shrinkage.of(new Count(row.get("x").asInt(), row.get("n").asInt()));
      one.check(row.get("mean"), unit.share());
      one.check(row, unit.range());
    }
  }

  @Test
  void whoeverHasMoreDissatisfiedOfTheSameIsMoreProbablyWorseThanAll() {
    List<Count> units = counts(new ReferenceCase("28-shrinkage-full-bayes"));
    Shrinkage shrinkage = Shrinkage.of(units, LEVEL).orElseThrow();
    Shrinkage.Judged bad = shrinkage.of(new Count(6, 16));
    Shrinkage.Judged good = shrinkage.of(new Count(3, 17));
    assertTrue(bad.worseThanAll() > 0.9 && bad.worseThanAll() < 1, bad::toString);
    assertTrue(good.worseThanAll() < 0.6 && good.worseThanAll() > 0, good::toString);
    assertTrue(bad.ownWeight() > 0.6 && bad.ownWeight() < 0.8, bad::toString);
    assertEquals(0, shrinkage.of(new Count(0, 0)).ownWeight());
    assertThrows(IllegalArgumentException.class, () -> shrinkage.of(new Count(99, 99)));
    assertEquals(
        Optional.of(Reason.NO_ANSWERS), Shrinkage.of(List.of(new Count(0, 0)), LEVEL).why());
  }

  /**
   * Wanted values: m and k on grids of 300 by 300, {@code scipy.stats.beta.sf(m, ms+x,
   * (1-m)s+n-x)}.
   */
  @Test
  void howProbablyAUnitIsWorseThanAllIsTheWholeOfWhatLiesAboveTheMean() {
    Shrinkage shrinkage =
        Shrinkage.of(counts(new ReferenceCase("28-shrinkage-full-bayes")), LEVEL).orElseThrow();
    Map.of(
            new Count(6, 16), 0.9332026,
            new Count(2, 11), 0.4772588,
            new Count(4, 14), 0.7754565,
            new Count(1, 3), 0.5965672,
            new Count(3, 17), 0.4764720,
            new Count(0, 0), 0.4058464)
        .forEach(
            (unit, worse) ->
                assertEquals(worse, shrinkage.of(unit).worseThanAll(), 2e-4, unit::toString));
  }

  /**
   * Tumours in 71 groups of rats: Tarone 1982; Gelman et al., Bayesian Data Analysis, table 5.1.
   */
  @Test
  void thePublishedRatsShrinkAsFarAsTheyDo() {
    String rats =
        """
        0/20 0/20 0/20 0/20 0/20 0/20 0/20 0/19 0/19 0/19 0/19 0/18 0/18 0/17 1/20 1/20 1/20 \
        1/20 1/19 1/19 1/18 1/18 2/25 2/24 2/23 2/20 2/20 2/20 2/20 2/20 2/20 1/10 5/49 2/19 \
        5/46 3/27 2/17 7/49 7/47 3/20 3/20 2/13 9/48 10/50 4/20 4/20 4/20 4/20 4/20 4/20 4/20 \
        10/48 4/19 4/19 4/19 5/22 11/46 12/49 5/20 5/20 6/23 5/19 6/22 6/20 6/20 6/20 16/52 \
        15/46 15/47 9/24 4/14\
        """;
    List<Count> groups =
        Pattern.compile(" ")
            .splitAsStream(rats)
            .map(group -> group.split("/", -1))
            .map(group -> new Count(Integer.parseInt(group[0]), Integer.parseInt(group[1])))
            .toList();
    assertEquals(71, groups.size());
    Shrinkage.Judged last = Shrinkage.of(groups, LEVEL).orElseThrow().of(new Count(4, 14));
    assertEquals(0.211, last.share(), 1e-3);
    assertEquals(0.087, last.range().lower(), 2e-3);
    assertEquals(0.378, last.range().upper(), 2e-3);
  }

  @Test
  void aHundredThousandUnitsAreJudgedAsSharplyAsTheyDeserve() {
    SplittableRandom random = new SplittableRandom(5);
    List<Count> units = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      double share = Math.max(random.nextDouble(), random.nextDouble()) < 0.5 ? 0.3 : 0.1;
      int answers = random.nextInt(1, 9);
      int dissatisfied = 0;
      for (int answer = 0; answer < answers; answer++) {
        dissatisfied += random.nextDouble() < share ? 1 : 0;
      }
      units.add(new Count(dissatisfied, answers));
    }
    Shrinkage shrinkage = Shrinkage.of(units, LEVEL).orElseThrow();
    assertEquals(0.15, shrinkage.mean(), 0.003);
    Shrinkage.Judged none = shrinkage.of(new Count(0, 8));
    Shrinkage.Judged all = shrinkage.of(new Count(4, 8));
    assertTrue(none.worseThanAll() < 0.3 && all.worseThanAll() > 0.9, none + " " + all);
  }

  @Test
  void unitsThatWereMoreLikelyToBeHeardCountForLessInTheMeanOfAll() {
    Count bad = new Count(4, 5);
    Count good = new Count(0, 5);
    Shrinkage weighted =
        Shrinkage.byChance(
                List.of(new Shrinkage.Alike(bad, 50, 1), new Shrinkage.Alike(good, 45, 0.1)), LEVEL)
            .orElseThrow();
    assertEquals(0.8 * 50 / 500, weighted.mean(), 0.05);
    Shrinkage alike =
        Shrinkage.byChance(
                List.of(new Shrinkage.Alike(bad, 50, 0.1), new Shrinkage.Alike(good, 45, 0.1)),
                LEVEL)
            .orElseThrow();
    List<Count> each = new ArrayList<>(Collections.nCopies(50, bad));
    each.addAll(Collections.nCopies(45, good));
    assertEquals(
        Shrinkage.of(each, LEVEL).orElseThrow().of(bad).worseThanAll(),
        alike.of(bad).worseThanAll(),
        1e-9);
    assertTrue(weighted.of(good).share() < alike.of(good).share());
  }

  @Test
  void unitsWithThousandsOfAnswersKeepTheirOwnShares() {
    Shrinkage teams =
        Shrinkage.of(
                List.of(new Count(900, 9_000), new Count(3_000, 10_000), new Count(1_000, 5_000)),
                LEVEL)
            .orElseThrow();
    assertEquals(0.1, teams.of(new Count(900, 9_000)).share(), 0.002);
    assertTrue(teams.of(new Count(3_000, 10_000)).range().width() < 0.03);
  }

  @Test
  void maximumLikelihoodShrinksAsInTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("17-beta-binomial-shrinkage");
    List<int[]> units = new ArrayList<>();
    for (ReferenceCase.Row row : one.table("units.csv")) {
      int x = Integer.parseInt(row.get("x"));
      units.add(new int[] {x, Integer.parseInt(row.get("n")) - x});
    }
    DirichletMultinomial fitted = DirichletMultinomial.fit(units).orElseThrow();
    JsonNode wanted = one.expected().get("maximumLikelihood");
    assertEquals(
        wanted.get("alpha").asDouble(),
        fitted.alpha().get(0),
        wanted.get("alpha").asDouble() * 1e-3);
    assertEquals(
        wanted.get("beta").asDouble(), fitted.alpha().get(1), wanted.get("beta").asDouble() * 1e-3);
    one.check(wanted.get("priorMean"), fitted.alpha().get(0) / fitted.priorWeight());
    assertEquals(
        wanted.get("priorWeight").asDouble(),
        fitted.priorWeight(),
        wanted.get("priorWeight").asDouble() * 1e-3);
    double constants =
        units.stream()
            .mapToDouble(
                unit -> -Math.log(unit[0] + unit[1] + 1) - LogBeta.value(unit[0] + 1, unit[1] + 1))
            .sum();
    one.check(wanted.get("logLikelihood"), fitted.logLikelihood(units) + constants);
    for (JsonNode row : one.expected().get("posterior")) {
      int x = row.get("x").asInt();
      int others = row.get("n").asInt() - x;
      one.check(row.get("mean"), fitted.posterior(x, others).get(0));
      one.check(row, fitted.posteriorRange(LEVEL, x, others));
    }
  }

  @Test
  void wholeDistributionsShrinkAsInTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("18-dirichlet-multinomial");
    List<int[]> accounts =
        one.table("accounts.csv").stream()
            .map(row -> row.cells().values().stream().mapToInt(Integer::parseInt).toArray())
            .toList();
    DirichletMultinomial fitted = DirichletMultinomial.fit(accounts).orElseThrow();
    for (int k = 0; k < 5; k++) {
      double wanted = one.expected().get("alpha").get(k).asDouble();
      assertEquals(wanted, fitted.alpha().get(k), wanted * 0.002);
    }
    one.check(
        one.expected().get("logLikelihoodWithoutMultinomialConstant"),
        fitted.logLikelihood(accounts));
    for (JsonNode row : one.expected().get("first")) {
      List<Double> shares = fitted.posterior(accounts.get(row.get("account").asInt() - 1));
      double score = 0;
      for (int k = 0; k < 5; k++) {
        score += (k + 1) * shares.get(k);
      }
      one.check(row.get("expectedScore"), score);
      one.check(row.get("dissatisfied"), shares.get(0) + shares.get(1));
    }
  }

  @Test
  void unitsThatDifferNoMoreThanSamplesDoAreSaidToHaveNoSpread() {
    List<int[]> even = List.of(new int[] {1, 4}, new int[] {1, 4}, new int[] {2, 8});
    assertEquals(Optional.of(Reason.NO_SPREAD_BETWEEN_UNITS), DirichletMultinomial.fit(even).why());
    assertEquals(
        Optional.of(Reason.NO_VARIATION),
        DirichletMultinomial.fit(List.of(new int[] {0, 4}, new int[] {0, 2})).why());
    assertEquals(
        Optional.of(Reason.NO_ANSWERS), DirichletMultinomial.fit(List.of(new int[] {0, 0})).why());
  }

  @Test
  void agreementIsThatOfTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("23-agreement");
    Map<String, List<Double>> said = new LinkedHashMap<>();
    one.table("answers.csv")
        .forEach(
            row ->
                said.computeIfAbsent(row.get("account"), any -> new ArrayList<>())
                    .add(Double.valueOf(row.get("overall"))));
    List<double[]> accounts =
        said.values().stream()
            .map(scores -> scores.stream().mapToDouble(Double::doubleValue).toArray())
            .toList();
    for (int i = 0; i < accounts.size(); i++) {
      one.check(
          one.expected().get("rwg").get(i).get("rwg"), Agreement.withinGroup(accounts.get(i)));
      one.check(
          one.expected().get("adMean").get(i).get("adMean"),
          Agreement.averageDeviation(accounts.get(i)));
    }
    Agreement.Icc icc = Agreement.icc(accounts).orElseThrow();
    one.check(one.expected().get("icc1"), icc.one());
    one.check(one.expected().get("icc2"), icc.two());
    int[] buyer = scores(one.input().at("/pairs/buyer"));
    int[] user = scores(one.input().at("/pairs/user"));
    JsonNode wanted = one.expected().get("gap");
    double[] first = Arrays.stream(buyer).asDoubleStream().toArray();
    double[] second = Arrays.stream(user).asDoubleStream().toArray();
    Agreement.Gap gap = Agreement.gap(first, second).orElseThrow();
    one.check(wanted.get("mean"), gap.meanGap());
    one.check(wanted.get("signTestP"), gap.signP());
    one.check(wanted.get("signedRankExactP"), gap.signedRankP());
    one.check(wanted.get("krippendorffOrdinal"), Agreement.krippendorff(buyer, user));
    one.check(wanted.get("kappaQuadratic"), Agreement.kappa(first, second));
    assertEquals(Optional.of(Reason.ONE_ANSWER), Agreement.withinGroup(new double[] {3}).why());
  }

  @Test
  void marksOfQualityAreThoseOfTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("24-response-quality");
    List<ReferenceCase.Row> answers = one.table("answers.csv");
    double[] sorted = Arrays.stream(one.column(answers, "seconds")).sorted().toArray();
    double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    for (int i = 0; i < answers.size(); i++) {
      ReferenceCase.Row row = answers.get(i);
      int[] scores =
          row.cells().entrySet().stream()
              .filter(cell -> !cell.getKey().equals("seconds"))
              .mapToInt(cell -> Integer.parseInt(cell.getValue()))
              .toArray();
      double seconds = Double.parseDouble(row.get("seconds"));
      ResponseQuality.Marks marks = ResponseQuality.marks(scores, seconds, median).orElseThrow();
      JsonNode wanted = one.expected().get("rows").get(i);
      assertEquals(wanted.get("longstring").asInt(), marks.longestRun());
      assertEquals(wanted.get("straightLine").asBoolean(), marks.isStraightLine());
      one.check(wanted.get("irv"), marks.spread());
      one.check(wanted.get("speedShare"), marks.speedShare());
    }
    ResponseQuality.Marks rushed =
        ResponseQuality.marks(new int[] {5, 5, 5, 5}, 4, 40).orElseThrow();
    assertTrue(ResponseQuality.toCheck(rushed, 4, 4, false));
    assertTrue(!ResponseQuality.toCheck(rushed, 4, 4, true));
    assertTrue(!ResponseQuality.toCheck(rushed, 4, 9, false));
  }

  @Test
  void termsOfTheDissatisfiedAreThoseOfTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("25-log-odds");
    List<MarkingTerms.Term> informed = new ArrayList<>();
    List<MarkingTerms.Term> flat = new ArrayList<>();
    for (ReferenceCase.Row row : one.table("terms.csv")) {
      double y1 = Double.parseDouble(row.get("dissatisfied"));
      double y2 = Double.parseDouble(row.get("others"));
      informed.add(
          new MarkingTerms.Term(row.get("term"), y1, y2, Double.parseDouble(row.get("prior"))));
      flat.add(new MarkingTerms.Term(row.get("term"), y1, y2, 0.01));
    }
    checkTerms(one, one.expected().get("informativePrior"), MarkingTerms.scores(informed));
    checkTerms(one, one.expected().get("flatPrior"), MarkingTerms.scores(flat));
    assertEquals(List.of(), MarkingTerms.scores(informed.subList(0, 1)));
  }

  private static void checkTerms(ReferenceCase one, JsonNode wanted, List<MarkingTerms.Score> got) {
    assertEquals(wanted.size(), got.size());
    for (int i = 0; i < got.size(); i++) {
      assertEquals(wanted.get(i).get("term").asText(), got.get(i).text());
      one.check(wanted.get(i).get("delta"), got.get(i).delta());
      one.check(wanted.get(i).get("z"), got.get(i).z());
    }
  }

  private static List<Count> counts(ReferenceCase one) {
    return one.table("units.csv").stream()
        .map(row -> new Count(Integer.parseInt(row.get("x")), Integer.parseInt(row.get("n"))))
        .toList();
  }

  private static int[] scores(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
