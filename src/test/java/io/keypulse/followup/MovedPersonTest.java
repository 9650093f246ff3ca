package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What somebody said stays with the account where they said it; who they are now is for the team
 * where they are.
 */
@KeypulseTest
class MovedPersonTest {
  @Inject InvitationDispatcher invitations;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();
  private String wave = "";

  @BeforeEach
  void accountsOfTwoTeams() {
    loop.staffed();
    loop.keyAccount("acme", 3);
    loop.company.account("bolt", "south");
    wave = loop.company.openWave(loop.company.program(100_000));
  }

  @Test
  void theFormerTeamReadsEverythingThatWasSaidByWhoeverMovedToAnother() {
    move("acme3");
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 2);
    loop.answer("acme", 2, "overall", 2);
    loop.company.closeWave(wave);
    loop.change("ana", "followUpAcknowledge");
    loop.workUpToResolved("ana");
    String moved = loop.newest().getString("id");
    move("acme2");
    JsonPath seen =
        loop.as("ana")
            .data(
                """
                query ($case: ID!, $account: ID!, $wave: ID!) {
                  followUp(id: $case) { contact { name } proofs { round } }
                  node(id: $case) { ... on FollowUp { contact { name } } }
                  followUps { nodes { overall contact { name } } }
                  followUpActions { nodes { what followUp { contact { name } } } }
                  account(id: $account) { answers { overall contact { name } } latestAnswer { contact { name } } }
                  dissatisfaction(accountId: $account, waveId: $wave) { fewAnswers { overall contact { name } } }
                  undelivered(waveId: $wave) { nodes { kind contact { name } } }
                }
                """,
                Map.of("case", moved, "account", account("acme"), "wave", wave))
            .setRootPath("data");
    assertNull(seen.get("followUp.contact"), "who has moved is another team's");
    assertEquals(List.of(1), seen.getList("followUp.proofs.round"));
    assertNull(seen.get("node.contact"));
    for (String said :
        List.of("followUps.nodes", "account.answers", "dissatisfaction.fewAnswers")) {
      assertEquals(2, seen.getList(said + ".overall").size(), said);
      assertEquals(
          Arrays.asList(null, Map.of("name", "Kim 1")), seen.getList(said + ".contact"), said);
    }
    assertEquals("A second carrier", seen.getString("followUpActions.nodes[0].what"));
    assertNull(seen.get("followUpActions.nodes[0].followUp.contact"));
    assertNull(seen.get("account.latestAnswer.contact"));
    assertEquals(
        List.of("INVITATION"), seen.getList("undelivered.nodes.kind").stream().distinct().toList());
    assertNull(seen.get("undelivered.nodes[0].contact"));
    assertEquals(
        "Kim 2",
        loop.as("chief")
            .data(
                "query ($case: ID!) { followUp(id: $case) { contact { name } } }",
                Map.of("case", moved))
            .getString("data.followUp.contact.name"),
        "who sees both teams sees the person");
  }

  @Test
  void theFormerTeamClosesTheCaseOfWhoeverMovedToAnother() {
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 2);
    loop.company.closeWave(wave);
    move("acme1");
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpClose"), "nobody has tried");
    loop.change(
        "ana",
        "followUpContactLog",
        "means",
        "TELEPHONE",
        "reached",
        false,
        "summary",
        "Works elsewhere now");
    loop.change("ana", "followUpClose");
    assertEquals("UNPROVEN", loop.newest().getString("state"));
    assertEquals(
        "0",
        Database.value(
            "select count(*) from contact_hold h join contact c on c.id = h.contact_id where h.ended_at is null and c.source = ?",
            loop.company.prefix),
        "and may be asked anew");
  }

  private void move(String contact) {
    Client.as("admin")
        .data(
            "mutation ($i: ContactMoveInput!) { contactMove(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "id",
                    GlobalId.of("Contact", key("contact", contact)),
                    "expectedVersion",
                    1,
                    "accountId",
                    account("bolt"))));
  }

  private String account(String id) {
    return GlobalId.of("Account", key("account", id));
  }

  private long key(String table, String id) {
    return Long.parseLong(
        Database.value(
            "select id from %s where source = ? and external_id = ?".formatted(table),
            loop.company.prefix,
            id));
  }
}
