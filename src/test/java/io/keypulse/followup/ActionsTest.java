package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever has to do something about a case learns of it, and finds all of it in one list. */
@KeypulseTest
class ActionsTest {
  private static final String MINE =
      """
      query ($first: Int, $after: String, $filter: FollowUpActionFilter) {
        followUpActions(first: $first, after: $after, filter: $filter) {
          totalCount pageInfo { hasNextPage endCursor } nodes { id what dueOn version owner { name } formerOwner { name } followUp { id account { name } } } } }
      """;
  private static final Map<String, String> TO_DO =
      Map.of(
          "en", "What is to be done:",
          "es", "Lo que hay que hacer:",
          "zh", "需要完成的工作：",
          "de", "Was zu tun ist:",
          "fr", "Ce qui est à faire\u00a0:");

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Loop loop = new Loop();
  private String wave = "";

  @BeforeEach
  void aCase() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    notices.dispatch(clock);
  }

  @AfterEach
  void theWaveEnds() {
    loop.company.closeWave(wave);
  }

  @Test
  void whoIsGivenAnActionIsToldInTheirLanguageAndWhoTakesOneIsNot() {
    for (Map.Entry<String, String> says : TO_DO.entrySet()) {
      Database.change(
          "update employee set language = ? where source = ? and external_id = 'lou'",
          says.getKey(),
          loop.company.prefix);
      plan("ana", "lou", "Ring the carrier", today.plusDays(2));
      notices.dispatch(clock);
      String mail = loop.mailsOf("lou").getLast().said();
      assertTrue(mail.contains(says.getValue()), mail);
      assertTrue(mail.contains("Ring the carrier"), mail);
      assertTrue(mail.contains("Kim 1"), mail);
    }
    assertEquals(TO_DO.size(), loop.mailsOf("lou").size());
    plan("lou", "lou", "Ask the depot", today);
    notices.dispatch(clock);
    assertEquals(TO_DO.size(), loop.mailsOf("lou").size());
  }

  @Test
  void whoHasNotDoneItWhenTheDayIsOverIsToldOnceAndWhoHasIsNot() {
    plan("ana", "lou", "Ring the carrier", today);
    plan("ana", "mia", "Ring the chief", today);
    notices.dispatch(clock);
    tick.turn(clock.instant());
    notices.dispatch(clock);
    assertEquals(1, loop.mailsOf("lou").size(), "the day is not over");
    JsonPath mias = mine("mia", 25, null);
    loop.as("mia")
        .data(
            "mutation ($i: FollowUpActionDoneInput!) { followUpActionDone(input: $i) { id } }",
            Map.of("i", Map.of("actionId", mias.getString("nodes[0].id"), "expectedVersion", 1)));
    clock.later(
        Duration.ofDays(1),
        () -> {
          tick.turn(clock.instant());
          tick.turn(clock.instant());
          notices.dispatch(clock);
          assertEquals(2, loop.mailsOf("lou").size());
          String mail = loop.mailsOf("lou").getLast().said();
          assertTrue(mail.contains("Its day has passed and it is not done"), mail);
          assertTrue(mail.contains("give it another day"), mail);
          assertTrue(
              loop.mailsOf("mia").stream().noneMatch(one -> one.said().contains("day has passed")));
        });
  }

  @Test
  void whatWasDoneBeforeTheMailWentOutOrIsOfSomebodyWhoSeesItNoMoreIsNotTold() {
    plan("ana", "lou", "Ring the carrier", today);
    loop.as("lou")
        .data(
            "mutation ($i: FollowUpActionDoneInput!) { followUpActionDone(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "actionId",
                    mine("lou", 25, null).getString("nodes[0].id"),
                    "expectedVersion",
                    1)));
    plan("ana", "lou", "Ask the depot", today);
    Database.change(
        "delete from team_member where source = ? and external_id = 'm3'", loop.company.prefix);
    notices.dispatch(clock);
    assertEquals(List.of(), loop.mailsOf("lou"));
  }

  @Test
  void whatSomebodyHadToDoWhoLeavesIsGivenOnToWhoHasTheCaseWhoIsTold() {
    plan("ana", "lou", "Ring the carrier", today.plusDays(2));
    plan("ana", "lou", "Ask the depot", today);
    loop.as("lou")
        .data(
            "mutation ($i: FollowUpActionDoneInput!) { followUpActionDone(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "actionId",
                    mine("lou", 1, null).getString("nodes[0].id"),
                    "expectedVersion",
                    1)));
    assertEquals(0, mine("ana", 5, null).getInt("totalCount"));
    Database.change(
        "delete from team_member where source = ? and external_id = 'm3'", loop.company.prefix);
    tick.turn(clock.instant());
    tick.turn(clock.instant());
    notices.dispatch(clock);

    assertEquals("Ana Alvarez", loop.newest().getString("owner.name"));
    JsonPath anas = mine("ana", 5, null);
    assertEquals(List.of("Ring the carrier"), anas.getList("nodes.what"), "the rest is done");
    assertEquals("Lou Logistics", anas.getString("nodes[0].formerOwner.name"));
    assertEquals(2, anas.getInt("nodes[0].version"));
    assertEquals(List.of(), loop.mailsOf("lou"), "was told of nothing that is not theirs any more");
    List<String> told =
        loop.mailsOf("ana").stream()
            .map(mail -> mail.said())
            .filter(said -> said.contains("Ring the carrier"))
            .toList();
    assertEquals(1, told.size());
  }

  @Test
  void onesOwnOpenActionsAreOneListPageByPageTheNextDueFirst() {
    plan("ana", "lou", "Third", today.plusDays(3));
    plan("ana", "lou", "First", today.plusDays(1));
    plan("ana", "ana", "Another's", today.plusDays(1));
    plan("ana", "lou", "Second", today.plusDays(1));
    JsonPath page = mine("lou", 2, null);
    assertEquals(List.of("First", "Second"), page.getList("nodes.what"));
    assertEquals(3, page.getInt("totalCount"));
    assertEquals(loop.newest().getString("id"), page.getString("nodes[0].followUp.id"));
    JsonPath rest = mine("lou", 2, page.getString("pageInfo.endCursor"));
    assertEquals(List.of("Third"), rest.getList("nodes.what"));
    assertEquals(false, rest.getBoolean("pageInfo.hasNextPage"));
    assertEquals(0, mine("ben", 2, null).getInt("totalCount"));
    assertEquals(
        List.of("Third"),
        loop.as("mia")
            .data(
                MINE,
                Map.of("filter", Map.of("dueOn", Map.of("from", today.plusDays(2).toString()))))
            .getList("data.followUpActions.nodes.what"));
    assertEquals("INVALID", loop.as("lou").refusal(MINE, Map.of("after", "x")));
  }

  @Test
  void whatSomebodyAwayIsGivenGoesToWhoeverStandsInAndIsRefusedWhereNobodyDoes() {
    Database.change(
        "insert into employee_absence (employee_id, valid) select id, daterange(today() - 1, today() + 5) from employee where source = ? and external_id = 'lou'",
        loop.company.prefix);
    assertTrue(
        loop.refusedMessage(
                "ana",
                "followUpActionAdd",
                "what",
                "Ring the carrier",
                "ownerId",
                loop.employee("lou"),
                "dueOn",
                today.plusDays(1).toString())
            .contains("employeeDeputyAssign"));
    Database.change(
        "insert into employee_deputy (employee_id, deputy_id, valid) select e.id, d.id, '[2020-01-01,)' from employee e join employee d on d.source = e.source where e.source = ? and e.external_id = 'lou' and d.external_id = 'vp'",
        loop.company.prefix);
    plan("ana", "lou", "Ring the carrier", today.plusDays(1));
    assertEquals("Vic President", loop.newest().getString("actions[0].owner.name"));
  }

  @Test
  void whatWasNotDoneWhenItsCaseWasClosedIsLeftForNobody() {
    loop.workUpToResolved("ana");
    assertEquals(1, mine("ana", 5, null).getInt("totalCount"), "the customer may still say no");
    notices.dispatch(clock);
    Loop.say(loop.proofPage("acme", 1), "answer", 5);
    assertEquals("RECOVERED", loop.newest().getString("state"));
    assertEquals(0, mine("ana", 5, null).getInt("totalCount"));
    assertEquals(List.of(), mine("ana", 5, null).getList("nodes"));
  }

  private JsonPath mine(String who, int first, @Nullable String after) {
    Map<String, Object> asked =
        new HashMap<>(
            Map.of(
                "first",
                first,
                "filter",
                Map.of("open", true, "owner", Map.of("eq", loop.employee(who)))));
    if (after != null) {
      asked.put("after", after);
    }
    return loop.as(who).data(MINE, asked).setRootPath("data.followUpActions");
  }

  private void plan(String by, String owner, String what, LocalDate dueOn) {
    loop.change(
        by,
        "followUpActionAdd",
        "what",
        what,
        "ownerId",
        loop.employee(owner),
        "dueOn",
        dueOn.toString());
  }
}
