package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was done at an account that was another's for a while goes back with it. */
@KeypulseTest
class UndoneMergeTest {
  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Client admin = Client.as("admin");
  private final Loop loop = new Loop();
  private String wave = "";
  private String merge = "";

  @BeforeEach
  void anAccountIsTakenIntoOneOfAnotherTeam() {
    loop.staffed();
    loop.keyAccount("acme", 3);
    loop.company.keyAccount("bolt", "south", 1);
    wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 2);
    notices.dispatch(clock);
    merge =
        admin
            .data(
                "mutation ($i: AccountMergeInput!) { accountMerge(input: $i) { id } }",
                Map.of(
                    "i",
                    Map.of(
                        "winnerId", id("account", "bolt"),
                        "winnerExpectedVersion", version("account", "bolt"),
                        "loserId", id("account", "acme"),
                        "loserExpectedVersion", version("account", "acme"))))
            .getString("data.accountMerge.id");
    tick.turn(clock.instant());
    loop.seenBy("ben");
  }

  @Test
  void aCaseGoesBackWithAllThatWasDoneAboutIt() {
    loop.change("ben", "followUpAcknowledge");
    loop.workUpToResolved("ben");
    loop.change("ben", "followUpLineApprove", "line", "You said late, we sent two lorries");
    notices.dispatch(clock);
    JsonPath together = loop.newest();
    undo();
    loop.company.closeWave(wave);

    loop.seenBy("ana");
    JsonPath apart = loop.newest();
    for (String part :
        List.of("contacts.summary", "actions.what", "customerLine.text", "proofs.round", "state")) {
      assertNotNull(together.get(part), part);
      assertEquals(together.<Object>get(part), apart.get(part), part);
    }
    assertEquals(
        together.getList("escalationPath.at"), apart.getList("escalationPath.at"), "whose turn");
    assertEquals(0, total("ben", "followUps"));
    assertEquals(0, total("ben", "followUpActions"));
    assertEquals(1, total("ana", "followUpActions"));
    assertEquals(List.of(), strewn());
    assertEquals(figures("ana"), figures("chief"));

    Loop.say(loop.proofPage("acme", 1), "answer", 1);
    tick.turn(clock.instant());
    JsonPath again = loop.newest();
    assertEquals("Ana Alvarez", again.getString("owner.name"), "who sees it has to act");
    assertEquals("Ana Alvarez", again.getString("actions[0].owner.name"));
    assertEquals(List.of("NOT_RECOVERED"), again.getList("proofs.outcome"));
  }

  @Test
  void whatSomebodySaidMeanwhileGoesBackWithThem() {
    loop.answer("acme", 2, "overall", 1);
    loop.answer("acme", 2, "details", 1, "why", "Said while it was one");
    admin.data(
        "mutation ($i: ContactHoldSetInput!) { contactHoldSet(input: $i) { id } }",
        Map.of("i", Map.of("contactId", id("contact", "acme3"), "reason", "On leave")));
    admin.data(
        "mutation ($i: ContactUpdateInput!) { contactUpdate(input: $i) { id } }",
        Map.of(
            "i",
            Map.of(
                "id",
                id("contact", "acme2"),
                "expectedVersion",
                version("contact", "acme2"),
                "parts",
                Map.of("reportsToId", id("contact", "bolt1")))));
    undo();
    tick.turn(clock.instant());
    loop.company.closeWave(wave);

    assertEquals(
        List.of("EXTREMELY_DISSATISFIED", "SOMEWHAT_DISSATISFIED"), overall("ana", "acme"));
    assertEquals(List.of(), overall("ben", "bolt"));
    assertEquals(0, total("ben", "followUps"));
    loop.seenBy("ana");
    JsonPath newest = loop.newest();
    assertEquals("Said while it was one", newest.getString("why"));
    assertEquals("Ana Alvarez", newest.getString("owner.name"));
    JsonPath people =
        loop.as("ana")
            .data(
                "query ($second: ID!, $third: ID!) { second: contact(id: $second) { reportsTo { id } holds { kind } } third: contact(id: $third) { holds { reason } } }",
                Map.of("second", id("contact", "acme2"), "third", id("contact", "acme3")))
            .setRootPath("data");
    assertNull(people.get("second.reportsTo"));
    assertEquals(List.of("OPEN_CASE"), people.getList("second.holds.kind"));
    assertEquals(List.of("On leave"), people.getList("third.holds.reason"));
    assertEquals(List.of(), strewn());
    assertEquals(
        List.of(),
        Database.column(
            "select accounts from wrong_counts(array[?::int])",
            Long.toString(GlobalId.parse("Wave", wave, "id"))));
  }

  private void undo() {
    admin.data(
        "mutation ($i: AccountMergeUndoInput!) { accountMergeUndo(input: $i) { undoneAt } }",
        Map.of("i", Map.of("mergeId", merge)));
  }

  /** Tables in which a row stands at another account than the case or the invitation it is of. */
  private List<String> strewn() {
    return Database.column(
            """
            select c.table_name || ' ' || c.column_name from information_schema.columns c
            join information_schema.columns a using (table_schema, table_name)
            join information_schema.tables t using (table_schema, table_name)
            where table_schema = 'keypulse' and t.table_type = 'BASE TABLE' and a.column_name = 'account_id'
              and c.column_name in ('follow_up_id', 'invitation_id')
            """)
        .stream()
        .filter(
            at ->
                !Database.value(
                        """
                        select count(*) from %1$s t join %2$s p on p.id = t.%2$s_id join account a on a.id = p.account_id
                        where a.source = ? and (t.account_id, t.team_id) <> (p.account_id, p.team_id)
                        """
                            .formatted(
                                at.split(" ", -1)[0], at.split(" ", -1)[1].replace("_id", "")),
                        loop.company.prefix)
                    .equals("0"))
        .toList();
  }

  private String figures(String who) {
    return loop.as(who)
        .data(
            "query ($account: ID!) { followUpFigures(scope: { accountId: $account }) { cases open recovery { recovered notRecovered unproven awaited } } }",
            Map.of("account", id("account", "acme")))
        .getMap("data.followUpFigures")
        .toString();
  }

  private int total(String who, String list) {
    return loop.as(who)
        .data("{ %s { totalCount } }".formatted(list))
        .getInt("data.%s.totalCount".formatted(list));
  }

  private List<Object> overall(String who, String account) {
    return loop.as(who)
        .data(
            "query ($id: ID!) { account(id: $id) { answers { overall } } }",
            Map.of("id", id("account", account)))
        .getList("data.account.answers.overall");
  }

  private String id(String table, String externalId) {
    return GlobalId.of(
        table.equals("account") ? "Account" : "Contact", number("id", table, externalId));
  }

  private int version(String table, String externalId) {
    return (int) number("version", table, externalId);
  }

  private long number(String column, String table, String externalId) {
    return Long.parseLong(
        Database.value(
            "select %s from %s where source = ? and external_id = ?".formatted(column, table),
            loop.company.prefix,
            externalId));
  }
}
