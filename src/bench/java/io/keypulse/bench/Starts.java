package io.keypulse.bench;

import io.keypulse.demo.AotTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The processor time from the start of the process to its first GraphQL answer, with the AOT cache
 * that the image trains and without.
 */
final class Starts implements Scenario {
  @Override
  public String name() {
    return "starts";
  }

  @Override
  public void run(Stage stage, Consumer<String> figures) throws Exception {
    stage.company().growTo(10_000);
    Path cache = stage.folder().resolve("app.aot");
    train(stage, cache);
    Rounds.Pair measured =
        Rounds.inTurns(
            () -> untilFirstAnswer(stage, List.of("-XX:AOTCache=" + cache)),
            () -> untilFirstAnswer(stage, List.of()));
    figures.accept(
        new Figure(
                "Milliseconds of processor time to start",
                measured.first(),
                "without the AOT cache",
                measured.second())
            + " (wanted at most 0.50)");
  }

  private static void train(Stage stage, Path cache) throws IOException, InterruptedException {
    int result =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                AotTraining.class.getName(),
                stage.jar().toAbsolutePath().toString(),
                KeypulseProcess.IMAGE_OPTIONS.toString(),
                cache.toString())
            .redirectErrorStream(true)
            .redirectOutput(stage.folder().resolve("training.log").toFile())
            .start()
            .waitFor();
    if (result != 0) {
      throw new IllegalStateException("The training failed; see training.log");
    }
  }

  private static double untilFirstAnswer(Stage stage, List<String> more) throws Exception {
    List<String> options = new ArrayList<>(KeypulseProcess.OPTIONS);
    options.addAll(more);
    try (KeypulseProcess keypulse = KeypulseProcess.start(stage, options, Map.of());
        HttpConnection connection = new HttpConnection(keypulse.port())) {
      connection
          .send(keypulse.graphql(Company.SALES_MANAGER, "{\"query\":\"{ viewer { name } }\"}"))
          .bodyOf(200);
      return keypulse.cpuMillis();
    }
  }
}
