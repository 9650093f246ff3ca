package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.stats.Outcome.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static final double LEVEL = 0.95;

  @Test
  void twoIndependentSharesAreComparedAsInTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("10-two-proportions");
    for (JsonNode row : one.expected().get("rows")) {
      TwoProportions two = two(row);
      one.check(row.get("difference"), two.difference());
      one.check(row.get("newcombe"), two.interval(LEVEL));
      one.check(row.get("fisherP"), two.fisher());
      one.check(row.get("pearsonChiSquareP"), two.chiSquare());
    }
    assertEquals(Optional.of(Reason.NO_ANSWERS), TwoProportions.of(0, 0, 1, 2).why());
    assertEquals(
        Optional.of(Reason.NO_VARIATION),
        TwoProportions.of(0, 4, 0, 5).orElseThrow().chiSquare().why());
    assertThrows(IllegalArgumentException.class, () -> TwoProportions.of(2, 1, 0, 1).optional());
  }

  @Test
  void sharesAreComparedByTheirLimitsWhateverTheseAreOf() {
    ReferenceCase one = new ReferenceCase("10-two-proportions");
    for (JsonNode row : one.expected().get("rows")) {
      TwoProportions two = two(row);
      ChangeOfShares change =
          ChangeOfShares.of(
              (double) two.count2() / two.sample2(),
              ProportionInterval.wilson(two.count2(), two.sample2(), LEVEL).orElseThrow(),
              (double) two.count1() / two.sample1(),
              ProportionInterval.wilson(two.count1(), two.sample1(), LEVEL).orElseThrow(),
              LEVEL);
      one.check(row.get("difference"), change.difference());
      one.check(row.get("newcombe"), change.interval());
      assertEquals(
          change.p() <= 1 - LEVEL, !change.interval().contains(0), "p and interval say the same");
    }
    Range exact = new Range(0.2, 0.2);
    assertEquals(0, ChangeOfShares.of(0.2, exact, 0.3, new Range(0.3, 0.3), LEVEL).p());
    assertEquals(1, ChangeOfShares.of(0.2, exact, 0.2, new Range(0.1, 0.4), LEVEL).p());
    assertEquals(
        0.05,
        ChangeOfShares.of(0.2, exact, 0.3, new Range(0.2, 0.5), LEVEL).p(),
        1e-9,
        "a limit that touches no difference");
    assertThrows(
        IllegalArgumentException.class,
        () -> ChangeOfShares.of(0.3, exact, 0.3, new Range(0.2, 0.5), LEVEL));
  }

  @Test
  void thePublishedDifferencesComeOut() {
    TwoProportions published = TwoProportions.of(56, 70, 48, 80).orElseThrow();
    assertEquals(0.20, published.difference(), 1e-9);
    assertEquals(0.0524, published.interval(LEVEL).lower(), 5e-5);
    assertEquals(0.3339, published.interval(LEVEL).upper(), 5e-5);
    TwoProportions few = TwoProportions.of(9, 10, 3, 10).orElseThrow();
    assertEquals(0.0198, few.fisher(), 5e-5);
    assertEquals(0.0080, few.boschloo(), 5e-5);
    assertEquals(few.boschloo(), few.p());
  }

  @Test
  void pairedSharesAreComparedAsInTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("11-paired-change");
    for (JsonNode row : one.expected().get("rows")) {
      PairedChange change =
          new PairedChange(
              row.get("bothDissatisfied").asInt(),
              row.get("onlyBefore").asInt(),
              row.get("onlyAfter").asInt(),
              row.get("neither").asInt());
      one.check(row.get("difference"), change.difference());
      one.check(row.get("mcnemarExactP"), change.exactP());
      one.check(row.get("mcnemarMidP"), change.midP());
      one.check(row.get("newcombePaired"), change.interval(LEVEL).orElseThrow());
    }
    PairedChange published = new PairedChange(20, 12, 2, 16);
    assertEquals(-0.20, published.difference().orElseThrow(), 1e-9);
    assertEquals(-0.329, published.interval(LEVEL).orElseThrow().lower(), 5e-4);
    assertEquals(-0.056, published.interval(LEVEL).orElseThrow().upper(), 5e-4);
    assertEquals(0.013, published.exactP(), 5e-4);
    assertEquals(1, new PairedChange(3, 0, 0, 4).exactP());
    assertEquals(Optional.of(Reason.NO_ANSWERS), new PairedChange(0, 0, 0, 0).difference().why());
  }

  @Test
  void allFivePointsAreComparedAsInTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("12-ordinal-change");
    for (int i = 0; i < one.input().get("rows").size(); i++) {
      JsonNode input = one.input().get("rows").get(i);
      JsonNode wanted = one.expected().get("rows").get(i);
      OrdinalChange change =
          OrdinalChange.of(scores(input.get("first")), scores(input.get("second"))).orElseThrow();
      one.check(wanted.get("probabilitySecondHigher"), change.probabilitySecondHigher());
      one.check(wanted.get("U1"), change.pairsFirstHigher());
      one.check(wanted.get("mannWhitneyP"), change.mannWhitneyP());
      one.check(wanted.get("exactPermutationP"), change.exactP());
      OrdinalChange.BrunnerMunzel test = change.brunnerMunzel(LEVEL).orElseThrow();
      JsonNode munzel = wanted.get("brunnerMunzel");
      one.check(munzel.get("statistic"), test.statistic());
      one.check(munzel.get("df"), test.degreesOfFreedom());
      one.check(munzel.get("p"), test.p());
      one.check(munzel, test.interval());
    }
  }

  @Test
  void fewOrEqualAnswersAreNoBrunnerMunzel() {
    OrdinalChange few =
        OrdinalChange.of(new int[] {1, 1, 2, 2}, new int[] {4, 4, 5, 5}).orElseThrow();
    assertEquals(Optional.of(Reason.TOO_FEW_ANSWERS), few.brunnerMunzel(LEVEL).why());
    assertEquals(2.0 / 70, few.exactP().orElseThrow(), 1e-12);
    OrdinalChange equal =
        OrdinalChange.of(new int[] {4, 4, 4, 4, 4}, new int[] {4, 4, 4, 4, 4}).orElseThrow();
    assertEquals(0.5, equal.probabilitySecondHigher());
    assertEquals(1, equal.mannWhitneyP());
    assertEquals(1, equal.exactP().orElseThrow(), 1e-12);
    assertEquals(Optional.of(Reason.NO_VARIATION), equal.brunnerMunzel(LEVEL).why());
  }

  @Test
  void theRunningPulseHasTheLimitsOfTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("13-control-charts");
    List<PulseChart.Wave> waves =
        one.table("waves.csv").stream()
            .map(
                row ->
                    new PulseChart.Wave(
                        Integer.parseInt(row.get("dissatisfied")), Integer.parseInt(row.get("n"))))
            .toList();
    PulseChart chart = PulseChart.of(waves).orElseThrow();
    one.check(one.expected().get("center"), chart.centre());
    one.check(one.expected().get("sigmaZ"), chart.sigmaZ());
    for (int i = 0; i < waves.size(); i++) {
      PulseChart.Wave wave = waves.get(i);
      one.check(one.expected().get("p").get(i), chart.plain(wave));
      one.check(one.expected().get("laney").get(i), chart.laney(wave));
      assertEquals(chart.laney(wave), chart.shown(wave).orElseThrow());
    }
    assertEquals(Optional.of(Reason.TOO_FEW_ANSWERS), PulseChart.of(waves.subList(0, 7)).why());
  }

  @Test
  void wavesThatDifferLessThanDrawsDoAreNotGivenNarrowerLimits() {
    List<PulseChart.Wave> even =
        IntStream.range(0, 10).mapToObj(i -> new PulseChart.Wave(10, 100)).toList();
    PulseChart chart = PulseChart.of(even).orElseThrow();
    assertEquals(0, chart.sigmaZ());
    assertEquals(chart.plain(even.getFirst()), chart.shown(even.getFirst()).orElseThrow());
  }

  @Test
  void limitsAreMadeOfTheFirstEightWavesThatTellEnoughWhateverComesAfterThem() {
    List<PulseChart.Wave> waves = new ArrayList<>();
    waves.add(new PulseChart.Wave(0, 5));
    for (int i = 0; i < 7; i++) {
      waves.add(new PulseChart.Wave(8 + i % 3, 80));
    }
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7), PulseChart.baseline(waves), "too few as yet");
    waves.add(new PulseChart.Wave(3, 6));
    waves.add(new PulseChart.Wave(9, 80));
    List<Integer> eight = List.of(1, 2, 3, 4, 5, 6, 7, 9);
    assertEquals(eight, PulseChart.baseline(waves), "without those of five and six answers");
    waves.add(new PulseChart.Wave(60, 80));
    waves.add(new PulseChart.Wave(400, 500));
    assertEquals(eight, PulseChart.baseline(waves), "a change is not what is usual");
    PulseChart chart = PulseChart.of(eight.stream().map(waves::get).toList()).orElseThrow();
    assertEquals(Optional.of(Reason.TOO_FEW_ANSWERS), chart.shown(waves.get(8)).why());
    assertFalse(chart.shown(waves.get(10)).orElseThrow().contains(60 / 80.0));
    assertEquals(List.of(), PulseChart.baseline(List.of()));
    assertEquals(
        List.of(),
        PulseChart.baseline(List.of(new PulseChart.Wave(0, 0), new PulseChart.Wave(0, 90))));
  }

  @Test
  void manyTestsAreAdjustedAsInTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("16-benjamini-hochberg");
    for (int i = 0; i < one.input().get("rows").size(); i++) {
      List<Double> given = numbers(one.input().get("rows").get(i));
      JsonNode wanted = one.expected().get("rows").get(i);
      assertAllNear(numbers(wanted.get("bh")), ManyTests.benjaminiHochberg(given), one);
      assertAllNear(numbers(wanted.get("holm")), ManyTests.holm(given), one);
    }
    long rejected =
        ManyTests.benjaminiHochberg(numbers(one.input().get("rows").get(0))).stream()
            .filter(p -> p <= 0.05)
            .count();
    assertEquals(4, rejected);
    assertEquals(List.of(), ManyTests.benjaminiHochberg(List.of()));
    assertThrows(IllegalArgumentException.class, () -> ManyTests.holm(List.of(Double.NaN)).size());
  }

  @Test
  void responseRatesAreThoseOfTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("19-response-rates");
    for (int i = 0; i < one.input().get("rows").size(); i++) {
      JsonNode row = one.input().get("rows").get(i);
      OutcomeRates rates =
          new OutcomeRates(
              row.get("I").asInt(),
              row.get("P").asInt(),
              row.get("R").asInt(),
              row.get("NC").asInt(),
              row.get("O").asInt(),
              row.get("UH").asInt() + row.get("UO").asInt(),
              row.get("NE").asInt());
      JsonNode wanted = one.expected().get("rows").get(i);
      Map.ofEntries(
              Map.entry("e", rates.eligible()),
              Map.entry("RR1", rates.rr1()),
              Map.entry("RR2", rates.rr2()),
              Map.entry("RR3", rates.rr3()),
              Map.entry("RR4", rates.rr4()),
              Map.entry("RR5", rates.rr5()),
              Map.entry("RR6", rates.rr6()),
              Map.entry("COOP1", rates.coop1()),
              Map.entry("COOP2", rates.coop2()),
              Map.entry("COOP3", rates.coop3()),
              Map.entry("COOP4", rates.coop4()),
              Map.entry("REF1", rates.ref1()),
              Map.entry("REF2", rates.ref2()),
              Map.entry("REF3", rates.ref3()),
              Map.entry("CON1", rates.con1()),
              Map.entry("CON2", rates.con2()),
              Map.entry("CON3", rates.con3()))
          .forEach((name, rate) -> one.check(wanted.get(name), rate));
    }
    OutcomeRates worked = new OutcomeRates(61, 7, 12, 30, 3, 25, 6);
    assertEquals(0.442, worked.rr1().orElseThrow(), 5e-4);
    assertEquals(0.446, worked.rr3().orElseThrow(), 5e-4);
    assertEquals(0.540, worked.rr5().orElseThrow(), 5e-4);
    assertEquals(
        Optional.of(Reason.NOBODY_ASKED), new OutcomeRates(0, 0, 0, 0, 0, 0, 0).rr1().why());
  }

  @Test
  void driversAreThoseOfTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("14-drivers");
    for (String set : List.of("survey", "public")) {
      JsonNode wanted = one.expected().get(set);
      Drivers.Explained got = drivers(one, wanted, one.input().get(set)).explain().orElseThrow();
      assertEquals(wanted.get("n").asInt(), got.answers());
      one.check(wanted.get("rSquared"), got.rSquared());
      for (int j = 0; j < got.drivers().size(); j++) {
        JsonNode driver = wanted.get("drivers").get(j);
        Drivers.Driver found = got.drivers().get(j);
        assertEquals(driver.get("name").asText(), found.name());
        one.check(driver.get("lmg"), found.lmg());
        one.check(driver.get("lmgShare"), found.lmgShare());
        one.check(driver.get("relativeWeight"), found.relativeWeight());
        one.check(driver.get("coefficient"), found.coefficient());
        one.check(driver.get("pearson"), found.correlation());
        one.check(driver.get("vif"), found.vif());
      }
    }
  }

  @Test
  void placesOfDriversComeFromResampledAccountsAndASeedRepeatsThem() {
    ReferenceCase one = new ReferenceCase("14-drivers");
    Drivers drivers = drivers(one, one.expected().get("survey"), one.input().get("survey"));
    List<Drivers.RankRange> places = drivers.places(200, 7, 0.9).orElseThrow();
    assertEquals(places, drivers.places(200, 7, 0.9).orElseThrow());
    assertEquals(1, places.get(1).best());
    assertTrue(places.get(1).worst() <= 2, places::toString);
    assertTrue(places.get(0).worst() == 5, places::toString);
  }

  @Test
  void manyAccountsAreResampledInGroupsAndStillTakeTheirPlaces() {
    SplittableRandom random = new SplittableRandom(4);
    List<Drivers.Row> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      int price = random.nextInt(1, 6);
      int brand = random.nextInt(1, 6);
      rows.add(new Drivers.Row(i, 2 * price + brand + random.nextInt(3), price, brand));
    }
    assertEquals(
        List.of(new Drivers.RankRange(1, 1), new Drivers.RankRange(2, 2)),
        Drivers.of(List.of("price", "brand"), rows).places(100, 1, 0.9).orElseThrow());
  }

  @Test
  void answersWithGapsCountForThePairsThatTheyHave() {
    SplittableRandom random = new SplittableRandom(9);
    List<Drivers.Row> complete = new ArrayList<>();
    List<Drivers.Row> gaps = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      int price = random.nextInt(1, 6);
      int brand = random.nextInt(1, 6);
      complete.add(new Drivers.Row(i, price, price, brand));
      gaps.add(new Drivers.Row(i, price, price, brand));
      gaps.add(new Drivers.Row(i, 1, Double.NaN, Double.NaN));
      gaps.add(new Drivers.Row(i, 5, Double.NaN, Double.NaN));
    }
    List<String> names = List.of("price", "brand");
    Drivers.Explained one = Drivers.of(names, complete).explain().orElseThrow();
    Drivers.Explained other = Drivers.of(names, gaps).explain().orElseThrow();
    assertEquals(80, other.answers());
    for (int j = 0; j < 2; j++) {
      assertEquals(one.drivers().get(j).lmg(), other.drivers().get(j).lmg(), 1e-9);
    }
  }

  @Test
  void driversThatTellNothingOrTheSameAreNamed() {
    List<String> names = List.of("price", "brand", "twin");
    SplittableRandom random = new SplittableRandom(3);
    List<Drivers.Row> rows = new ArrayList<>();
    List<Drivers.Row> twins = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int price = random.nextInt(1, 6);
      int twin = random.nextInt(1, 6);
      rows.add(new Drivers.Row(i, price, price, 4, twin));
      twins.add(new Drivers.Row(i, twin, price, price, twin));
    }
    Drivers.Explained found = Drivers.of(names, rows).explain().orElseThrow();
    assertEquals(List.of("brand"), found.constant());
    assertFalse(found.drivers().isEmpty());
    assertEquals(Optional.of(Reason.COLLINEAR), Drivers.of(names, twins).explain().why());
    assertEquals(
        Optional.of(Reason.NO_VARIATION),
        Drivers.of(
                List.of("price"),
                IntStream.range(0, 9).mapToObj(i -> new Drivers.Row(i, 4, i % 5)).toList())
            .explain()
            .why());
  }

  @Test
  void whatNothingGoesWithHasNoShares() {
    List<Drivers.Row> balanced =
        IntStream.range(0, 160)
            .mapToObj(i -> new Drivers.Row(i, 1 + i % 2, 1 + i / 2 % 2, 1 + i / 4 % 2))
            .toList();
    assertEquals(
        Optional.of(Reason.NOTHING_EXPLAINED),
        Drivers.of(List.of("price", "brand"), balanced).explain().why());
  }

  private static Drivers drivers(ReferenceCase one, JsonNode wanted, JsonNode input) {
    List<String> names =
        StreamSupport.stream(wanted.get("drivers").spliterator(), false)
            .map(driver -> driver.get("name").asText())
            .toList();
    List<Drivers.Row> rows = new ArrayList<>();
    for (ReferenceCase.Row row : one.table(input.get("file").asText())) {
      rows.add(
          new Drivers.Row(
              rows.size(),
              Double.parseDouble(row.get(input.get("outcome").asText())),
              names.stream().mapToDouble(name -> Double.parseDouble(row.get(name))).toArray()));
    }
    return Drivers.of(names, rows);
  }

  private static TwoProportions two(JsonNode row) {
    return TwoProportions.of(
            row.get("x1").asInt(),
            row.get("n1").asInt(),
            row.get("x2").asInt(),
            row.get("n2").asInt())
        .orElseThrow();
  }

  private static int[] scores(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  private static List<Double> numbers(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).map(JsonNode::asDouble).toList();
  }

  private static void assertAllNear(List<Double> wanted, List<Double> got, ReferenceCase one) {
    assertEquals(wanted.size(), got.size());
    for (int i = 0; i < got.size(); i++) {
      assertEquals(wanted.get(i), got.get(i), one.tolerance());
    }
  }
}
