package io.keypulse.bench;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Whether mails leave as fast when very many are due. */
final class Backlog implements Scenario {
  private static final int WARM = 5_000;
  private static final int FEW = 10_000;
  private static final int MANY = 200_000;

  @Override
  public String name() {
    return "backlog";
  }

  @Override
  public void run(Stage stage, Consumer<String> figures) throws Exception {
    stage.company().growTo(MANY);
    try (KeypulseProcess keypulse = stage.keypulse(Map.of("KEYPULSE_DISPATCH_TICK", "1s"))) {
      keypulse.warmUp(() -> Mails.dispatch(stage, WARM));
      double few = Mails.dispatch(stage, FEW);
      double many = Mails.dispatch(stage, MANY);
      figures.accept(
          String.format(
              Locale.ROOT,
              "Mails a second of %,d due: %.0f, of %,d due: %.0f | ratio %.2f; memory %d MB",
              FEW,
              few,
              MANY,
              many,
              many / few,
              keypulse.residentMegabytes()));
    }
  }
}
