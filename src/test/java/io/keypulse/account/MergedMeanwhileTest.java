package io.keypulse.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.Held;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is added to an account and a merge of it wait for one another. */
@KeypulseTest
class MergedMeanwhileTest {
  private static final String MERGE =
      "mutation ($i: AccountMergeInput!) { accountMerge(input: $i) { id } }";

  private final Client admin = Client.as("admin");
  private Company company;

  @BeforeEach
  void found() {
    company =
        Company.imported()
            .keyAccount("acme", "north", 1)
            .account("bolt", "north")
            .account("zeta", "north");
  }

  @Test
  void nobodyIsAddedToAnAccountThatIsBeingMerged() throws Exception {
    try (Held merge = Held.by(merging())) {
      Held.Work adding =
          merge.whileWaiting(
              () ->
                  assertEquals(
                      "WRONG_STATE",
                      admin.refusal(
                          """
                          mutation ($id: ID!) { contactCreate(input: {accountId: $id,
                            parts: {name: "Kim New", roles: [BUYER], language: "en"}}) { id } }
                          """,
                          Map.of("id", id("bolt")))),
              () ->
                  assertEquals(
                      "WRONG_STATE",
                      admin.refusal(
                          """
                          mutation ($id: ID!, $to: ID!) { contactMove(input: {id: $id, expectedVersion: 1, accountId: $to}) { id } }
                          """,
                          Map.of(
                              "id",
                              GlobalId.of("Contact", number("contact", "acme1")),
                              "to",
                              id("bolt")))));
      merge.keep();
      adding.done();
    }
    assertEquals(List.of("acme acme1"), people());
  }

  @Test
  void aFileThatNamesItPutsItsPeopleWhereItWasMergedInto() throws Exception {
    try (Held merge = Held.by(merging())) {
      Held.Work adding =
          merge.whileWaiting(
              () ->
                  company.put(
                      "contacts",
                      "source,external_id,account_external_id,name,email,role,language",
                      "%1$s,bolt1,bolt,Kim B,kimb@bolt.%1$s.example,BUYER,en",
                      "%1$s,zeta1,zeta,Kim Z,kimz@zeta.%1$s.example,BUYER,en"));
      merge.keep();
      adding.done();
    }
    assertEquals(List.of("acme acme1", "acme bolt1", "zeta zeta1"), people());
  }

  @Test
  void whoMergesIntoOrRestoresWhatWasMergedIsToldInto() {
    admin.data(MERGE, Map.of("i", merge("acme", "bolt")));
    for (var refused :
        List.of(
            admin.ask(MERGE, Map.of("i", merge("bolt", "zeta"))),
            admin.ask(
                "mutation ($i: AccountRestoreInput!) { accountRestore(input: $i) { id } }",
                Map.of("i", Map.of("id", id("bolt"), "expectedVersion", version("bolt")))))) {
      assertEquals("WRONG_STATE", refused.getString("errors[0].extensions.code"));
      String told = refused.getString("errors[0].message");
      assertTrue(
          told.contains("merged into %s acme Ltd (%s)".formatted(company.prefix, id("acme"))),
          told);
    }
  }

  private Map<String, Object> merge(String winner, String loser) {
    return Map.of(
        "winnerId", id(winner),
        "winnerExpectedVersion", version(winner),
        "loserId", id(loser),
        "loserExpectedVersion", version(loser));
  }

  private String merging() {
    return "select merge_accounts(%d, %d, now())"
        .formatted(number("account", "acme"), number("account", "bolt"));
  }

  private List<String> people() {
    return Database.column(
        """
        select a.external_id || ' ' || c.external_id from contact c join account a on a.id = c.account_id
        where c.source = ? order by 1
        """,
        company.prefix);
  }

  private String id(String account) {
    return GlobalId.of("Account", number("account", account));
  }

  private int version(String account) {
    return Integer.parseInt(
        Database.value("select version from account where id = ?", number("account", account)));
  }

  private long number(String table, String externalId) {
    return Long.parseLong(
        Database.value(
            "select id from " + table + " where source = ? and external_id = ?",
            company.prefix,
            externalId));
  }
}
