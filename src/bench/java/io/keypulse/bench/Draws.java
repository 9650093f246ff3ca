package io.keypulse.bench;

import io.keypulse.platform.GlobalId;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * How long it takes to freeze the frame, draw 5,000 of ten strata and write wave, frame and
 * invitations down, and to plan that, against one sequential scan of the contacts and against
 * writing such a frame alone. {@code KEYPULSE_BENCH_CONTACTS} says of how many at most.
 */
final class Draws implements Scenario {
  private static final int MOST =
      Integer.parseInt(System.getenv().getOrDefault("KEYPULSE_BENCH_CONTACTS", "1000000"));
  private static final int[] CONTACTS = {10_000, 100_000, 1_000_000};
  private static final String PROGRAM = GlobalId.of("SurveyProgram", 1);
  private static final String OPEN =
      "{\"query\":\"mutation { waveOpen(input: {programId: \\\""
          + PROGRAM
          + "\\\"}) { draw { frameSize drawn } } }\"}";
  private static final String PLAN =
      "{\"query\":\"{ surveyPlanPreview(input: {programId: \\\""
          + PROGRAM
          + "\\\"}) { frameSize drawn } }\"}";
  private static final String SCAN = "select count(email) from contact where name <> ''";
  private static final String WRITE_FRAME =
      """
      with opened as (
        insert into wave (program_id, scheduled_for, state, aspects, opened_at, closes_at, algorithm, seed, fingerprint,
          frame_size, excluded, drawn)
        select id, now(), 'OPEN', aspects, now(), now() + interval '14 days', 'bench', '', '', 0, 0, 0
        from survey_program
        returning id)
      insert into frame_entry (wave_id, contact_id, account_id, team_id, stratum, draw_key, draw_rank, drawn)
      select opened.id, c.id, c.account_id, c.team_id, 'ALL', sha256(convert_to(c.email, 'UTF8')), c.id, c.id <= 1000
      from opened, contact c
      """;

  @Override
  public String name() {
    return "draws";
  }

  @Override
  public void run(Stage stage, Consumer<String> figures) throws Exception {
    try (KeypulseProcess keypulse = stage.keypulse(Map.of())) {
      for (int contacts : Arrays.stream(CONTACTS).filter(size -> size <= MOST).toArray()) {
        stage.company().growTo(contacts);
        stage.company().tellApart();
        Rounds.Pair scan =
            Rounds.inTurns(() -> draw(stage, keypulse), () -> stage.company().milliseconds(SCAN));
        Rounds.Pair edit =
            Rounds.inTurns(() -> longestEdit(stage, keypulse), () -> draw(stage, keypulse));
        Rounds.Pair write =
            Rounds.inTurns(
                () -> draw(stage, keypulse),
                () -> {
                  stage.company().forgetWaves();
                  return stage.company().milliseconds(WRITE_FRAME);
                });
        Rounds.Pair plan =
            Rounds.inTurns(() -> ask(keypulse, PLAN), () -> stage.company().milliseconds(SCAN));
        String name = "Drawing 5,000 of %,d contacts, ms".formatted(contacts);
        figures.accept(
            new Figure(name, scan.first(), "one sequential scan of them", scan.second())
                .toString());
        figures.accept(
            new Figure(name, write.first(), "writing their frame, nothing else", write.second())
                .toString());
        figures.accept(
            new Figure(
                    "Longest edit of an account meanwhile, ms",
                    edit.first(),
                    "the draw",
                    edit.second())
                .toString());
        figures.accept(
            new Figure(
                    "Planning it, ms", plan.first(), "one sequential scan of them", plan.second())
                .toString());
      }
    }
  }

  /** One account after the other is edited until the wave is drawn. */
  private static double longestEdit(Stage stage, KeypulseProcess keypulse) throws Exception {
    try (ExecutorService drawer = Executors.newSingleThreadExecutor()) {
      Future<Double> drawn = drawer.submit(() -> draw(stage, keypulse));
      double longest = 0;
      for (int account = 1; !drawn.isDone(); account++) {
        longest =
            Math.max(
                longest,
                stage
                    .company()
                    .milliseconds("update account set name = name where id = " + account));
      }
      drawn.get();
      return longest;
    }
  }

  private static double draw(Stage stage, KeypulseProcess keypulse) throws Exception {
    stage.company().forgetWaves();
    return ask(keypulse, OPEN);
  }

  private static double ask(KeypulseProcess keypulse, String query) throws Exception {
    byte[] request = keypulse.graphql(Company.ADMINISTRATOR, query, "keypulse-admin");
    try (HttpConnection connection = new HttpConnection(keypulse.port())) {
      long start = System.nanoTime();
      String reply = connection.send(request).bodyOf(200);
      double milliseconds = (System.nanoTime() - start) / 1e6;
      if (!reply.contains("\"drawn\":5000")) {
        throw new IllegalStateException(reply);
      }
      return milliseconds;
    }
  }
}
