package io.keypulse.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How many invitations leave a second, claimed, rendered, sent and marked, against a client that
 * only pushes bytes at the same server.
 */
final class Mails implements Scenario {
  /** What Keypulse opens unless told otherwise, and the others here as well. */
  private static final int CONNECTIONS = 32;

  private static final int MAILS = 5_000;

  /** Sent in one go where it is compared with nodemailer. */
  private static final int LARGE_WAVE = 50_000;

  private static final Duration SLOW = Duration.ofMillis(20);
  private static final double POSSIBLE = CONNECTIONS * 1e9 / SLOW.toNanos();
  private static final int FEW = 100;

  @Override
  public String name() {
    return "mails";
  }

  @Override
  public void run(Stage stage, Consumer<String> figures) throws Exception {
    stage.company().growTo(LARGE_WAVE);
    try (KeypulseProcess keypulse = stage.keypulse(Map.of("KEYPULSE_DISPATCH_TICK", "1s"))) {
      keypulse.warmUp(() -> dispatch(stage, MAILS));
      List<String> statements = stage.statementLog().during(() -> dispatch(stage, FEW));
      byte[] mail = stage.mailServer().latestMail();
      Rounds.Pair stepwise =
          Rounds.inTurns(() -> dispatch(stage, MAILS), () -> raw(stage, mail, false));
      Rounds.Pair pipelined =
          Rounds.inTurns(() -> dispatch(stage, MAILS), () -> raw(stage, mail, true));
      Optional<Nodemailer> nodemailer = Nodemailer.installed(stage.folder());
      if (nodemailer.isPresent()) {
        Rounds.Pair pooled =
            Rounds.inTurns(
                () -> dispatch(stage, LARGE_WAVE),
                () ->
                    nodemailer
                        .get()
                        .perSecond(
                            stage.mailServer().port(), CONNECTIONS, LARGE_WAVE, mail.length));
        figures.accept(
            new Figure(
                    "Mails a second of %,d".formatted(LARGE_WAVE),
                    pooled.first(),
                    "nodemailer, pooled",
                    pooled.second())
                .toString());
      } else {
        figures.accept("  nodemailer could not be installed: no comparison with it");
      }
      double slowly = slowly(stage);
      invite(stage, MAILS);
      ProcessorTime spent =
          ProcessorTime.during(stage, keypulse, () -> stage.mailServer().awaitPerSecond(MAILS));
      List.of(
              new Figure(
                      "Mails a second",
                      stepwise.first(),
                      "raw SMTP, %d bytes a mail".formatted(mail.length),
                      stepwise.second())
                  .toString(),
              new Figure(
                      "Mails a second",
                      pipelined.first(),
                      "raw SMTP, pipelined",
                      pipelined.second())
                  .toString(),
              String.format(
                  Locale.ROOT,
                  "  statements a mail: %.1f, processor time of %s",
                  statements.size() / (double) FEW,
                  spent.each(MAILS)),
              String.format(
                  Locale.ROOT,
                  "  from a server that takes 20 ms for a mail: %.0f/s of the %.0f/s that %d connections can | ratio %.2f (wanted 0.80)",
                  slowly,
                  POSSIBLE,
                  CONNECTIONS,
                  slowly / POSSIBLE))
          .forEach(figures);
    }
  }

  private static double slowly(Stage stage) throws Exception {
    stage.mailServer().acceptAfter(SLOW);
    try {
      return dispatch(stage, MAILS);
    } finally {
      stage.mailServer().acceptAfter(Duration.ZERO);
    }
  }

  static double dispatch(Stage stage, int count) throws Exception {
    invite(stage, count);
    return stage.mailServer().awaitPerSecond(count);
  }

  private static void invite(Stage stage, int count) throws Exception {
    stage.company().forgetWaves();
    stage.mailServer().reset();
    stage.company().invite(count, "DUE");
  }

  private static double raw(Stage stage, byte[] mail, boolean pipelined) throws Exception {
    return Load.perSecond(
        CONNECTIONS, MAILS, () -> new RawSmtp(stage.mailServer().port(), mail, pipelined));
  }
}
