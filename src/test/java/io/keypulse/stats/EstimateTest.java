package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.stats.ClusteredSample.Cluster;
import io.keypulse.stats.Outcome.Reason;
import io.keypulse.stats.StratifiedSample.Stratum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final double LEVEL = 0.95;

  @Test
  void intervalsOfOneShareAreThoseOfTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("01-binomial-intervals");
    for (JsonNode row : one.expected().get("rows")) {
      int x = row.get("x").asInt();
      int n = row.get("n").asInt();
      double level = row.get("level").asDouble();
      one.check(row.get("wilson"), ProportionInterval.wilson(x, n, level).orElseThrow());
      one.check(
          row.get("clopperPearson"), ProportionInterval.clopperPearson(x, n, level).orElseThrow());
      one.check(row.get("jeffreys"), ProportionInterval.jeffreys(x, n, level).orElseThrow());
      one.check(row.get("clopperPearson"), ProportionInterval.clopperPearson((double) x, n, level));
    }
  }

  @Test
  void noAnswersAreNoShareAndImpossibleCountsAreRefused() {
    assertEquals(Optional.of(Reason.NO_ANSWERS), ProportionInterval.wilson(0, 0, LEVEL).why());
    assertEquals(Optional.of(Reason.NO_ANSWERS), SimpleSample.mean(new double[0], 9).why());
    assertThrows(
        IllegalArgumentException.class, () -> ProportionInterval.wilson(3, 2, LEVEL).optional());
    assertThrows(
        IllegalArgumentException.class, () -> ProportionInterval.wilson(1, 2, 1).optional());
    assertThrows(
        IllegalArgumentException.class, () -> SimpleSample.mean(new double[3], 2).optional());
  }

  @Test
  void simpleSamplesAreJudgedAsInTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("05-srs-estimates");
    for (String sample : List.of("srs", "small")) {
      JsonNode input = one.input().get(sample);
      double[] scores = one.column(one.table(input.get("file").asText()), "overall");
      int population = input.get("N").asInt();
      JsonNode wanted = one.expected().get(sample);
      checkMean(one, wanted.get("mean"), SimpleSample.mean(scores, population).orElseThrow());
      checkShare(
          one,
          wanted.get("dissatisfied"),
          SimpleSample.mean(each(scores, EstimateTest::dissatisfied), population).orElseThrow());
      checkShare(
          one,
          wanted.get("satisfied"),
          SimpleSample.mean(each(scores, EstimateTest::satisfied), population).orElseThrow());
    }
  }

  @Test
  void sevenOfNineAccountsWorkOutAsPublished() {
    Estimate mean = SimpleSample.mean(new double[] {4, 2, 5, 4, 1, 3, 4}, 9).orElseThrow();
    assertEquals(3.2857, mean.value(), 5e-5);
    assertEquals(0.2459, mean.standardError(), 5e-5);
    assertEquals(2.684, mean.tInterval(LEVEL).orElseThrow().lower(), 5e-4);
    assertEquals(3.887, mean.tInterval(LEVEL).orElseThrow().upper(), 5e-4);
    Estimate share = SimpleSample.mean(new double[] {0, 1, 0, 0, 1, 0, 0}, 9).orElseThrow();
    assertEquals(0.13, share.kornGraubard(LEVEL).orElseThrow().lower(), 5e-3);
    assertEquals(0.49, share.kornGraubard(LEVEL).orElseThrow().upper(), 5e-3);
  }

  @Test
  void oneAnswerOfSeveralTellsNoSpreadAndOneOfOneHasNoDoubt() {
    assertEquals(Optional.of(Reason.ONE_ANSWER), SimpleSample.mean(new double[] {1}, 2).why());
    assertEquals(Estimate.known(1, 1), SimpleSample.mean(new double[] {1}, 1).orElseThrow());
  }

  @Test
  void valuesThatWereCountedAreJudgedAsThoseWrittenOutOneByOne() {
    Estimate written = SimpleSample.mean(new double[] {0, 0, 0, 0.5, 1, 1, 0}, 20).orElseThrow();
    Spread counted = Spread.marked(2, 6).plus(Spread.NOTHING).plus(Spread.repeated(0.5, 1));
    Estimate summed = SimpleSample.mean(counted, 20).orElseThrow();
    assertEquals(written.value(), summed.value(), 1e-15);
    assertEquals(written.standardError(), summed.standardError(), 1e-15);
    assertEquals(written.answers(), summed.answers());
    assertEquals(Optional.of(Reason.NO_ANSWERS), SimpleSample.mean(Spread.marked(0, 0), 20).why());
    assertThrows(IllegalArgumentException.class, () -> Spread.marked(2, 1));
  }

  @Test
  void whereAllSayTheSameTheIntervalStillKnowsHowFewTheyAre() {
    Estimate none = SimpleSample.mean(new double[10], 100).orElseThrow();
    Range wanted = ProportionInterval.clopperPearson(0, 10, LEVEL).orElseThrow();
    assertEquals(wanted.upper(), none.kornGraubard(LEVEL).orElseThrow().upper(), 1e-9);
    assertEquals(Optional.of(Reason.NO_VARIATION), none.logitInterval(LEVEL).why());
  }

  @Test
  void stratifiedSamplesAreJudgedAsInTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("06-stratified-estimates");
    JsonNode wanted = one.expected();
    Map<String, List<Double>> scores = new LinkedHashMap<>();
    for (ReferenceCase.Row row : one.table("sample.csv")) {
      List<Double> answers = scores.computeIfAbsent(row.get("stratum"), any -> new ArrayList<>());
      if (row.get("answered").equals("1")) {
        answers.add(Double.valueOf(row.get("overall")));
      }
    }
    checkMean(one, wanted.get("mean"), stratified(one, scores, EstimateTest::score));
    checkShare(
        one, wanted.get("dissatisfied"), stratified(one, scores, EstimateTest::dissatisfied));
    checkShare(one, wanted.get("satisfied"), stratified(one, scores, EstimateTest::satisfied));
    List<Double> weights = new ArrayList<>();
    for (JsonNode stratum : wanted.get("weights")) {
      List<Double> answers = Objects.requireNonNull(scores.get(stratum.get("stratum").asText()));
      Outcome<Double> weight = new Stratum("", stratum.get("N").asInt(), numbers(answers)).weight();
      one.check(stratum.get("finalWeight"), weight);
      answers.forEach(any -> weights.add(weight.orElseThrow()));
      one.check(
          stratum.get("designWeight"),
          new Stratum("", stratum.get("N").asInt(), new double[stratum.get("sampled").asInt()])
              .weight());
    }
    for (int i = 0; i < wanted.get("byStratum").size(); i++) {
      JsonNode stratum = wanted.get("byStratum").get(i);
      Estimate share =
          SimpleSample.mean(
                  each(
                      numbers(Objects.requireNonNull(scores.get(stratum.get("stratum").asText()))),
                      EstimateTest::dissatisfied),
                  wanted.get("weights").get(i).get("N").asInt())
              .orElseThrow();
      one.check(stratum.get("dissatisfied"), share.value());
      one.check(stratum.get("se"), share.standardError());
    }
    double[] all =
        scores.values().stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
    one.check(
        wanted.get("unweightedDissatisfied"),
        Spread.of(each(all, EstimateTest::dissatisfied)).mean());
    one.check(
        wanted.get("kishWeightingEffect"),
        StratifiedSample.kish(numbers(weights)).map(worth -> weights.size() / worth));
    one.check(wanted.get("kishEffectiveN"), StratifiedSample.kish(numbers(weights)));
    StratifiedShare opinions =
        StratifiedShare.of(
                wanted.get("weights").valueStream().map(row -> opinions(row, scores)).toList())
            .orElseThrow();
    checkShare(one, wanted.get("dissatisfied"), opinions.heard());
    one.check(wanted.at("/dissatisfied/kornGraubard"), opinions.interval(LEVEL).orElseThrow());
    one.check(wanted.get("kishEffectiveN"), opinions.heard().worth());
  }

  private static StratifiedShare.Stratum opinions(
      JsonNode stratum, Map<String, List<Double>> scores) {
    double[] said =
        each(
            numbers(Objects.requireNonNull(scores.get(stratum.get("stratum").asText()))),
            EstimateTest::dissatisfied);
    return new StratifiedShare.Stratum(
        stratum.get("N").asInt(), said.length, said.length, (int) Arrays.stream(said).sum());
  }

  @Test
  void aStratumWithoutAnswersIsNamedAndALonelyAnswerIsTakenForItsDistance() {
    Stratum asked = new Stratum("A", 10, 1, 0, 1);
    assertEquals(
        Optional.of(Reason.STRATUM_WITHOUT_ANSWERS),
        StratifiedSample.mean(List.of(asked, new Stratum("B", 4))).why());
    Estimate lonely = StratifiedSample.mean(List.of(asked, new Stratum("B", 10, 1))).orElseThrow();
    assertEquals(5.0 / 6, lonely.value(), 1e-12);
    double first = 0.25 * 0.7 * (1.0 / 3) / 3;
    double second = 0.25 * 0.9 / 36;
    assertEquals(Math.sqrt(first + second), lonely.standardError(), 1e-12);
  }

  @Test
  void contactsInsideAccountsAreJudgedAsInTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("07-contacts-in-accounts");
    JsonNode wanted = one.expected();
    ClusteredSample scores = clustered(one, EstimateTest::score);
    ClusteredSample shares = clustered(one, EstimateTest::dissatisfied);
    JsonNode perContact = wanted.get("contactWeighted");
    one.check(perContact.get("mean"), scores.contactWeighted().map(Estimate::value));
    one.check(perContact.get("seMean"), scores.contactWeighted().map(Estimate::standardError));
    one.check(perContact.get("dissatisfied"), shares.contactWeighted().map(Estimate::value));
    one.check(
        perContact.get("seDissatisfied"), shares.contactWeighted().map(Estimate::standardError));
    assertEquals(
        perContact.get("df").asInt(), scores.contactWeighted().orElseThrow().degreesOfFreedom());
    one.check(
        wanted.at("/ultimateCluster/seMean"),
        scores.ultimateCluster().map(Estimate::standardError));
    one.check(
        wanted.at("/ignoringClusters/seMean"),
        scores.ignoringClusters().map(Estimate::standardError));
    one.check(
        wanted.at("/ignoringClusters/seDissatisfied"),
        shares.ignoringClusters().map(Estimate::standardError));
    JsonNode perAccount = wanted.get("accountWeighted");
    one.check(perAccount.get("mean"), scores.accountWeighted().map(Estimate::value));
    one.check(perAccount.get("seMean"), scores.accountWeighted().map(Estimate::standardError));
    one.check(perAccount.get("dissatisfied"), shares.accountWeighted().map(Estimate::value));
    one.check(
        perAccount.get("seDissatisfied"), shares.accountWeighted().map(Estimate::standardError));
    one.check(
        wanted.get("icc1"),
        Agreement.icc(List.copyOf(byAccount(one, EstimateTest::score).values()))
            .map(Agreement.Icc::one));
  }

  @Test
  void whereAllOfFewAccountsSayTheSameTheyAreAsManyWitnessesAsAccounts() {
    ClusteredSample.Cluster five = new ClusteredSample.Cluster(5, 1, 1, 1, 1, 1);
    ClusteredSample two = new ClusteredSample(List.of(five, five), 40);
    for (Outcome<Estimate> share : List.of(two.ultimateCluster(), two.contactWeighted())) {
      assertEquals(2, share.orElseThrow().worth(), 1e-12);
      Range range = share.orElseThrow().kornGraubard(0.95).orElseThrow();
      assertEquals(Math.sqrt(0.025), range.lower(), 1e-9, "Clopper and Pearson of two of two");
      assertEquals(1, range.upper(), 1e-12);
    }
    ClusteredSample uneven =
        new ClusteredSample(List.of(five, new ClusteredSample.Cluster(1, 1)), 40);
    assertEquals(36 / 26.0, uneven.ultimateCluster().orElseThrow().worth(), 1e-12);
    assertEquals(10, two.ignoringClusters().orElseThrow().worth(), 1e-12);
  }

  @Test
  void rakedWeightsAreThoseOfThePublishedTable() {
    ReferenceCase one = new ReferenceCase("08-poststratify-rake");
    List<String> segments = List.of("a1", "a2", "a3", "a4");
    List<String> regions = List.of("b1", "b2", "b3");
    List<Raking.Cell> cells = new ArrayList<>();
    for (JsonNode cell : one.expected().get("rakedWeightByCell")) {
      cells.add(
          new Raking.Cell(
              List.of(
                  segments.indexOf(cell.get("segment").asText()),
                  regions.indexOf(cell.get("region").asText())),
              cell.get("n").asInt()));
    }
    JsonNode margins = one.input().get("margins");
    List<Double> bySegment =
        segments.stream().map(name -> margins.get("segment").get(name).asDouble()).toList();
    List<Double> byRegion =
        regions.stream().map(name -> margins.get("region").get(name).asDouble()).toList();
    List<Double> weights = Raking.weights(cells, List.of(bySegment, byRegion)).orElseThrow();
    List<Double> perAnswer = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      one.check(one.expected().get("rakedWeightByCell").get(i).get("w"), weights.get(i));
      for (int answer = 0; answer < cells.get(i).answers(); answer++) {
        perAnswer.add(weights.get(i));
      }
    }
    one.check(one.expected().get("kishEffectiveN"), StratifiedSample.kish(numbers(perAnswer)));
    List<Double> poststratified = Raking.weights(cells, List.of(bySegment)).orElseThrow();
    for (int i = 0; i < segments.size(); i++) {
      one.check(
          one.expected().get("postStratWeightBySegment").get(i).get("weight"),
          poststratified.get(i));
    }
    List<Raking.Cell> unasked = new ArrayList<>(cells);
    unasked.removeIf(cell -> cell.categories().get(1) == 2);
    assertEquals(
        Optional.of(Reason.CATEGORY_WITHOUT_ANSWERS),
        Raking.weights(unasked, List.of(bySegment, byRegion)).why());
  }

  @Test
  void revenueAtRiskIsThatOfTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("09-revenue-weighted");
    List<ReferenceCase.Row> answers = one.table("answers.csv");
    double[] dissatisfied = each(one.column(answers, "overall"), EstimateTest::dissatisfied);
    int population = one.input().get("N").asInt();
    RevenueWeighted.AtRisk risk =
        RevenueWeighted.share(
                one.column(answers, "revenue"),
                heardWholly(dissatisfied),
                equal(dissatisfied.length),
                population)
            .orElseThrow();
    one.check(one.expected().get("revenueShare"), risk.share().value());
    one.check(one.expected().get("revenueSe"), risk.share().standardError());
    one.check(one.expected().get("effectiveN"), risk.effectiveAccounts());
    Estimate accounts = SimpleSample.mean(dissatisfied, population).orElseThrow();
    one.check(one.expected().get("accountShare"), accounts.value());
    one.check(one.expected().get("accountSe"), accounts.standardError());
    assertEquals(
        Optional.of(Reason.NO_REVENUE),
        RevenueWeighted.share(new double[] {0, -1}, heardWholly(1, 1), equal(2), 3).why());
  }

  private static double[] equal(int accounts) {
    double[] chances = new double[accounts];
    Arrays.fill(chances, 1);
    return chances;
  }

  private static List<Heard> heardWholly(double... dissatisfied) {
    return Arrays.stream(dissatisfied).mapToObj(one -> new Heard((int) one, 1, 1)).toList();
  }

  private static Estimate stratified(
      ReferenceCase one, Map<String, List<Double>> scores, DoubleUnaryOperator change) {
    return StratifiedSample.mean(
            one.table("strata.csv").stream()
                .map(
                    row ->
                        new Stratum(
                            row.get("stratum"),
                            Integer.parseInt(row.get("N")),
                            each(
                                numbers(Objects.requireNonNull(scores.get(row.get("stratum")))),
                                change)))
                .toList())
        .orElseThrow();
  }

  private static ClusteredSample clustered(ReferenceCase one, DoubleUnaryOperator change) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    one.table("contacts.csv")
        .forEach(
            row -> sizes.put(row.get("account"), Integer.valueOf(row.get("contactsOnAccount"))));
    List<Cluster> clusters = new ArrayList<>();
    byAccount(one, change)
        .forEach(
            (account, values) ->
                clusters.add(new Cluster(Objects.requireNonNull(sizes.get(account)), values)));
    return new ClusteredSample(clusters, one.input().get("accountsInPopulation").asInt());
  }

  private static Map<String, double[]> byAccount(ReferenceCase one, DoubleUnaryOperator change) {
    Map<String, List<Double>> scores = new LinkedHashMap<>();
    for (ReferenceCase.Row row : one.table("contacts.csv")) {
      scores
          .computeIfAbsent(row.get("account"), any -> new ArrayList<>())
          .add(change.applyAsDouble(Double.parseDouble(row.get("overall"))));
    }
    Map<String, double[]> values = new LinkedHashMap<>();
    scores.forEach((account, said) -> values.put(account, numbers(said)));
    return values;
  }

  private static void checkMean(ReferenceCase one, JsonNode wanted, Estimate got) {
    one.check(wanted.get("estimate"), got.value());
    one.check(wanted.get("se"), got.standardError());
    assertEquals(wanted.get("df").asInt(), got.degreesOfFreedom());
    one.check(wanted, "tLower", "tUpper", got.tInterval(LEVEL).orElseThrow());
  }

  private static void checkShare(ReferenceCase one, JsonNode wanted, Estimate got) {
    checkMean(one, wanted, got);
    one.check(wanted.get("effectiveN"), got.effectiveSample());
    one.check(wanted.get("effectiveNdf"), got.effectiveSampleForDegrees(LEVEL));
    one.check(wanted.get("kornGraubard"), got.kornGraubard(LEVEL).orElseThrow());
    one.check(wanted.get("logit"), got.logitInterval(LEVEL).orElseThrow());
  }

  private static double score(double score) {
    return score;
  }

  private static double dissatisfied(double score) {
    return score <= 2 ? 1 : 0;
  }

  private static double satisfied(double score) {
    return score >= 4 ? 1 : 0;
  }

  private static double[] each(double[] values, DoubleUnaryOperator change) {
    return Arrays.stream(values).map(change).toArray();
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
