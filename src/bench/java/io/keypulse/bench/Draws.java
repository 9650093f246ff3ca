package io.keypulse.bench;

import io.keypulse.platform.GlobalId;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How long it takes to freeze the frame, draw a thousand contacts and write wave, frame and
 * invitations down, against one sequential scan of the contacts and against writing such a frame
 * alone.
 */
final class Draws implements Scenario {
  private static final int[] CONTACTS = {10_000, 100_000};
  private static final String OPEN =
      "{\"query\":\"mutation { waveOpen(input: {programId: \\\""
          + GlobalId.of("SurveyProgram", 1)
          + "\\\"}) { draw { frameSize drawn } } }\"}";
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
      for (int contacts : CONTACTS) {
        stage.company().growTo(contacts);
        Rounds.Pair scan =
            Rounds.inTurns(
                () -> draw(stage, keypulse, contacts), () -> stage.company().milliseconds(SCAN));
        Rounds.Pair write =
            Rounds.inTurns(
                () -> draw(stage, keypulse, contacts),
                () -> {
                  stage.company().forgetWaves();
                  return stage.company().milliseconds(WRITE_FRAME);
                });
        String name = "Drawing 1,000 of %,d contacts, ms".formatted(contacts);
        figures.accept(
            new Figure(name, scan.first(), "one sequential scan of them", scan.second())
                .toString());
        figures.accept(
            new Figure(name, write.first(), "writing their frame, nothing else", write.second())
                .toString());
      }
    }
  }

  private static double draw(Stage stage, KeypulseProcess keypulse, int contacts) throws Exception {
    stage.company().forgetWaves();
    byte[] request = keypulse.graphql(Company.ADMINISTRATOR, OPEN, "keypulse-admin");
    try (HttpConnection connection = new HttpConnection(keypulse.port())) {
      long start = System.nanoTime();
      String reply = connection.send(request).bodyOf(200);
      double milliseconds = (System.nanoTime() - start) / 1e6;
      if (!reply.contains("\"frameSize\":" + contacts)) {
        throw new IllegalStateException(reply);
      }
      return milliseconds;
    }
  }
}
