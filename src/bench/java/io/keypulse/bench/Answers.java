package io.keypulse.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How many customers a second open their page and answer, against the same rows written by SQL
 * alone. One in ten is dissatisfied and opens a case.
 */
final class Answers implements Scenario {
  private static final int CONNECTIONS = 16;

  /** People do not answer in the order of their accounts; prime, so that each comes once. */
  private static final int APART = 7_919;

  private static final int ANSWERS = 1_600;

  @Override
  public String name() {
    return "answers";
  }

  @Override
  public void run(Stage stage, Consumer<String> figures) throws Exception {
    stage.company().growTo(10_000);
    stage.company().forgetWaves();
    SqlLoad sql = SqlLoad.on(stage.database(), stage.folder());
    try (KeypulseProcess keypulse = stage.keypulse(Map.of())) {
      keypulse.warmUp(() -> answer(stage, keypulse, ANSWERS));
      long one = stage.company().invite(1, "SENT");
      List<String> statements =
          stage
              .statementLog()
              .during(() -> Load.perSecond(1, 1, () -> new Customer(keypulse.port(), one)));
      Rounds.Pair measured =
          Rounds.inTurns(() -> answer(stage, keypulse, ANSWERS), () -> insert(stage, sql));
      double cpu = keypulse.cpuMicros(ANSWERS, () -> answer(stage, keypulse, ANSWERS));
      List.of(
              new Figure(
                      "Answers a second (page and POST)",
                      measured.first(),
                      "its 3 writing statements by " + sql.tool(),
                      measured.second())
                  .toString(),
              "  statements an answer: %d, processor time of Keypulse: %.0f µs"
                  .formatted(statements.size(), cpu))
          .forEach(figures);
      Rounds.Pair live =
          Rounds.inTurns(
              () -> whileCounted(true, stage, keypulse),
              () -> whileCounted(false, stage, keypulse));
      figures.accept(
          new Figure("Answers a second", live.first(), "counts not kept meanwhile", live.second())
              + " (wanted 0.70)");
      stage.company().countAnswers(true);
      long first = stage.company().invite(ANSWERS, "SENT");
      byte[] page;
      try (HttpConnection connection = new HttpConnection(keypulse.port())) {
        page =
            connection
                .send(HttpConnection.request("GET", Customer.path(first), Map.of(), ""))
                .bodyOf(200)
                .getBytes(StandardCharsets.UTF_8);
      }
      try (LimitProcess limit = LimitProcess.answering(stage, page)) {
        Rounds.Pair pages =
            Rounds.inTurns(
                () ->
                    Load.perSecond(
                        CONNECTIONS, 4 * ANSWERS, () -> new Looker(keypulse.port(), first)),
                () ->
                    Load.perSecond(
                        CONNECTIONS, 4 * ANSWERS, () -> new Looker(limit.port(), first)));
        figures.accept(
            new Figure(
                    "Answer pages a second, %.1f kB".formatted(page.length / 1e3),
                    pages.first(),
                    "a constant page of that size by Vert.x",
                    pages.second())
                .toString());
        Rounds.Pair sameServer =
            Rounds.inTurns(
                () ->
                    Load.perSecond(
                        CONNECTIONS, 4 * ANSWERS, () -> new Looker(keypulse.port(), first)),
                () -> Load.perSecond(CONNECTIONS, 4 * ANSWERS, () -> new Lost(keypulse.port())));
        figures.accept(
            new Figure(
                    "Answer pages a second",
                    sameServer.first(),
                    "its page for what cannot be a link, without the database",
                    sameServer.second())
                + " (wanted 0.50)");
      }
    }
  }

  private static double whileCounted(boolean counted, Stage stage, KeypulseProcess keypulse)
      throws Exception {
    stage.company().countAnswers(counted);
    return answer(stage, keypulse, ANSWERS);
  }

  private static double answer(Stage stage, KeypulseProcess keypulse, int count) throws Exception {
    long first = stage.company().invite(count, "SENT");
    return Load.perSecond(CONNECTIONS, count, () -> new Customer(keypulse.port(), first));
  }

  private static double insert(Stage stage, SqlLoad sql) throws Exception {
    long first = stage.company().invite(ANSWERS, "SENT");
    SqlScript script =
        new SqlScript(
            "keypulse_system",
            "",
            first,
            List.of(
                "update invitation set answered_at = now() where id = :id and answered_at is null",
                """
                insert into answer (invitation_id, wave_id, contact_id, account_id, team_id, overall, ratings, why, answered_at)
                select id, wave_id, contact_id, account_id, team_id, case when id % 10 = 0 then 2 else 4 end,
                  '{4,2,4,4,5,5,4,4}', 'Deliveries were late twice.', now()
                from invitation where id = :id
                """,
                """
                insert into follow_up (invitation_id, wave_id, contact_id, account_id, team_id, owner_id, opened_at)
                select id, wave_id, contact_id, account_id, team_id, 5 + team_id, now() from invitation where id = :id and id % 10 = 0
                """));
    return sql.perSecond(script, CONNECTIONS, ANSWERS / CONNECTIONS);
  }

  /** Somebody who follows the link of a mail, looks, and sends the form. */
  private static final class Customer implements Load.Worker {
    private final HttpConnection connection;
    private final long firstInvitation;

    Customer(int port, long firstInvitation) throws Exception {
      this.connection = new HttpConnection(port);
      this.firstInvitation = firstInvitation;
    }

    @Override
    public void work(int number) throws Exception {
      long invitation = firstInvitation + (long) number * APART % ANSWERS;
      String path = path(invitation);
      int overall = invitation % 10 == 0 ? 2 : 4;
      connection
          .send(HttpConnection.request("GET", path + "?r=" + overall, Map.of(), ""))
          .bodyOf(200);
      connection
          .send(
              HttpConnection.request(
                  "POST",
                  path,
                  Map.of("Content-Type", "application/x-www-form-urlencoded"),
                  "overall="
                      + overall
                      + "&PRODUCT_QUALITY=4&PRICE=2&DELIVERY=4&SERVICE_AND_SUPPORT=4&COMMUNICATION=5"
                      + "&SALES_WORK=5&CULTURE_AND_RELATIONSHIP=4&BRAND=4&why=Deliveries+were+late+twice."))
          .bodyOf(200);
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }

    static String path(long invitation) throws NoSuchAlgorithmException {
      return "/s/" + token(invitation);
    }

    private static String token(long invitation) throws NoSuchAlgorithmException {
      byte[] secret =
          MessageDigest.getInstance("SHA-256")
              .digest(("bench" + invitation).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
  }

  /** Somebody, or a scanner of mails, who only follows the link. */
  private static final class Looker implements Load.Worker {
    private final HttpConnection connection;
    private final long firstInvitation;

    Looker(int port, long firstInvitation) throws Exception {
      this.connection = new HttpConnection(port);
      this.firstInvitation = firstInvitation;
    }

    @Override
    public void work(int number) throws Exception {
      String path = Customer.path(firstInvitation + number % ANSWERS);
      connection.send(HttpConnection.request("GET", path, Map.of(), "")).bodyOf(200);
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }
  }

  /** Somebody whose link was cut: the server shows them the same page as everybody. */
  private static final class Lost implements Load.Worker {
    private final HttpConnection connection;

    Lost(int port) throws Exception {
      this.connection = new HttpConnection(port);
    }

    @Override
    public void work(int number) throws Exception {
      connection.send(HttpConnection.request("GET", "/s/cut", Map.of(), "")).bodyOf(404);
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }
  }
}
