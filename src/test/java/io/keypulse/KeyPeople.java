package io.keypulse;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.demo.Replica;
import java.util.stream.IntStream;

/** Brings people of key accounts in through a replica, ten to an account. */
final class KeyPeople {
  private KeyPeople() {}

  /**
   * @param domain of their addresses; %2$d stands for the number of their account
   */
  static void imported(Replica replica, String token, int people, String domain) {
    imported(
        replica,
        token,
        "accounts",
        "source,external_id,name,country,segment\n",
        "it,%1$d,Company %1$d,GB,Food\n",
        people / 10);
    imported(
        replica,
        token,
        "contacts",
        "source,external_id,account_external_id,name,email,role,language\n",
        "it,%1$d,%2$d,Person %1$d,person%1$d@" + domain + ",USER,en\n",
        people);
    imported(
        replica,
        token,
        "key-decisions",
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale\n",
        "it,%1$d,%1$d,DESIGNATE,A,2020-01-01,2120-01-01,Board,Large\n",
        people / 10);
  }

  private static void imported(
      Replica replica, String token, String kind, String header, String row, int rows) {
    String csv =
        IntStream.range(0, rows)
            .mapToObj(number -> row.formatted(number, number / 10))
            .collect(joining("", header, ""));
    String answer = replica.importCsv(token, kind, csv).body();
    assertTrue(answer.contains("\"created\":" + rows), answer);
  }
}
