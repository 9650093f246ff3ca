package io.keypulse.bench;

import io.keypulse.stats.Drivers;
import io.keypulse.stats.Shrinkage;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What the statistics of a large company take of one processor, without database or network: the
 * second of five turns on, the median.
 */
final class Statistics implements Scenario {
  private static final int ROUNDS = 5;
  private static final double LEVEL = 0.9;
  private static final List<String> ASPECTS =
      IntStream.rangeClosed(1, 8).mapToObj(number -> "aspect " + number).toList();

  @Override
  public String name() {
    return "statistics";
  }

  @Override
  public void run(Stage stage, Consumer<String> figures) {
    tell(figures, "Ranking 250 accounts by grid Bayes", 50, () -> rank(accounts(250)));
    tell(figures, "Ranking 100,000 accounts by grid Bayes", 3_000, () -> rank(accounts(100_000)));
    List<Drivers.Row> answers = answers(100_000);
    Drivers drivers = Drivers.of(ASPECTS, answers);
    tell(
        figures,
        "LMG of 8 aspects over 100,000 answers",
        1_000,
        () -> Drivers.of(ASPECTS, answers).explain());
    tell(
        figures,
        "1,000 resamples of their accounts",
        20_000,
        () -> drivers.places(1_000, 1, LEVEL));
  }

  private static void tell(Consumer<String> figures, String name, double most, Runnable work) {
    List<Double> taken = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      work.run();
      double milliseconds =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6;
      if (round > 0) {
        taken.add(milliseconds);
      }
    }
    figures.accept(
        String.format(
            Locale.ROOT,
            "%-44s %s ms of processor time (wanted at most %,.0f)",
            name,
            new Rounds(taken),
            most));
  }

  private static void rank(List<Shrinkage.Count> accounts) {
    Shrinkage shrinkage = Shrinkage.of(accounts, LEVEL).optional().orElseThrow();
    accounts.forEach(shrinkage::of);
  }

  /** One to twelve people answered for each, more or fewer of them dissatisfied. */
  private static List<Shrinkage.Count> accounts(int count) {
    SplittableRandom random = new SplittableRandom(7);
    return IntStream.range(0, count)
        .mapToObj(
            _ -> {
              int answered = 1 + random.nextInt(12);
              double share = random.nextDouble() * random.nextDouble();
              int dissatisfied =
                  (int)
                      IntStream.range(0, answered).filter(_ -> random.nextDouble() < share).count();
              return new Shrinkage.Count(dissatisfied, answered);
            })
        .toList();
  }

  /**
   * By ten people of each account: aspects that weigh from much to little in what they say overall.
   */
  private static List<Drivers.Row> answers(int count) {
    SplittableRandom random = new SplittableRandom(7);
    return IntStream.range(0, count)
        .mapToObj(
            number -> {
              double[] scores = random.doubles(ASPECTS.size(), 1, 6).map(Math::floor).toArray();
              double overall = 0;
              for (int aspect = 0; aspect < scores.length; aspect++) {
                overall += scores[aspect] / (aspect + 1);
              }
              double said = Math.clamp(Math.round(overall / 2.7 + random.nextGaussian()), 1, 5);
              return new Drivers.Row(number / 10, said, scores);
            })
        .toList();
  }
}
