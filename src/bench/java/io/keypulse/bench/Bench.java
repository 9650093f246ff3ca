package io.keypulse.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * Runs one scenario, or all of them, and prints their figures.
 *
 * <p>Settings, as system properties: {@code bench} is {@code all} or the name of a scenario, {@code
 * keypulse.jar} the packaged application, {@code bench.folder} where database and logs may live.
 */
public final class Bench {
  private Bench() {}

  public static void main(String... arguments) throws Exception {
    String wanted = System.getProperty("bench", "all");
    List<Scenario> scenarios =
        List.of(
                new AccountPages(),
                new Screens(),
                new Lists(),
                new Mails(),
                new Backlog(),
                new Answers(),
                new Figures(),
                new Statistics(),
                new Draws(),
                new Imports(),
                new Starts())
            .stream()
            .filter(scenario -> wanted.equals("all") || wanted.equals(scenario.name()))
            .toList();
    if (scenarios.isEmpty()) {
      System.err.println(
          "There is no scenario "
              + wanted
              + ": graphql, screens, lists, mails, backlog, answers, figures, statistics, draws, import, starts, all");
      System.exit(2);
    }
    Path jar = Path.of(System.getProperty("keypulse.jar"));
    Path folder = Path.of(System.getProperty("bench.folder")).toAbsolutePath();
    try (Stage stage = Stage.open(jar, folder)) {
      for (Scenario scenario : scenarios) {
        scenario.run(stage, System.out::println);
      }
    }
    System.exit(0);
  }
}
