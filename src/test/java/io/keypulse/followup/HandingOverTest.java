package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody keeps a case from climbing, or takes it down again, by handing it over. */
@KeypulseTest
class HandingOverTest {
  private static final Duration PAST_A_DEADLINE = Duration.ofDays(4);

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();
  private final Personnel personnel = new Personnel(loop);

  @BeforeEach
  void aCase() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    loop.company.closeWave(wave);
  }

  @Test
  void whoHasItAlreadyIsNotGivenItOnceMore() {
    String before = loop.newest().getString("nextClimbAt");
    int version = loop.newest().getInt("version");
    clock.later(
        Duration.ofHours(3),
        () -> {
          assertEquals("INVALID", handed("ana"));
          assertTrue(
              loop.refusedMessage("mia", "followUpAssign", "employeeId", loop.employee("ana"))
                  .contains("choose somebody else"));
        });
    assertEquals(before, loop.newest().getString("nextClimbAt"));
    assertEquals(version, loop.newest().getInt("version"));
    assertEquals(List.of("Ana Alvarez"), loop.path("person.name"));
  }

  @Test
  void twoColleaguesWhoHandItToAndFroDoNotKeepItFromTheTop() {
    String due = loop.newest().getString("dueAt");
    clock.later(Duration.ofMinutes(30), () -> hand("ana", "lou"));
    assertEquals(due, loop.newest().getString("nextClimbAt"));
    assertEquals(List.of(due, due), loop.path("due"), "one time for the case and its steps");
    clock.later(PAST_A_DEADLINE, () -> overdue(due));
  }

  private void overdue(String due) {
    tick.turn(clock.instant());
    assertEquals("Mia Middle", loop.path("person.name").getLast());
    assertEquals("Lou Logistics", loop.path("past.name").getLast());
    String next = loop.newest().getString("nextClimbAt");
    hand("lou", "ana");
    assertEquals(next, loop.newest().getString("nextClimbAt"));
    assertEquals(due, loop.newest().getString("dueAt"));
    assertEquals(due, loop.path("due").getLast());
    assertEquals(List.of("Vic President", "Cleo Chief"), loop.ahead("person.name"));
    clock.later(PAST_A_DEADLINE, this::stillOverdue);
  }

  private void stillOverdue() {
    tick.turn(clock.instant());
    assertEquals("Vic President", loop.path("person.name").getLast());
    assertEquals("Mia Middle", loop.path("past.name").getLast(), "it had come to her");
    hand("ana", "lou");
    clock.later(PAST_A_DEADLINE, this::atTheTop);
  }

  private void atTheTop() {
    tick.turn(clock.instant());
    assertEquals("Cleo Chief", loop.path("person.name").getLast());
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          tick.turn(clock.instant());
          int before = overdueAtTheTop();
          assertEquals("INVALID", handed("lou"));
          hand("lou", "ana");
          tick.turn(clock.instant());
          assertNull(loop.newest().get("nextClimbAt"));
          assertEquals(List.of(), loop.ahead("person.name"));
          assertEquals(before, overdueAtTheTop());
          assertEquals(1, number("{open: true, overdue: true, turnOf: {eq: \"%s\"}}", "chief"));
        });
  }

  @Test
  void whatWasHandedOverClimbsOnWhereTheOneItHadComeToLeaves() {
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          tick.turn(clock.instant());
          hand("mia", "lou");
          personnel.leaves("mia");
          loop.seenBy("vp");
          assertEquals("Vic President", loop.path("person.name").getLast());
          assertEquals("Lou Logistics", loop.newest().getString("owner.name"));
        });
  }

  @Test
  void whoeverItHasComeToFindsItAndSoDoesWhoeverLooksForWhatIsOverdue() {
    String turn = "{turnOf: {eq: \"%s\"}}";
    assertEquals(1, number(turn, "ana"));
    assertEquals(0, number("{overdue: true}", "ana"));
    assertEquals(1, number("{overdue: false}", "ana"));
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          tick.turn(clock.instant());
          hand("ana", "lou");
          assertEquals(1, number(turn, "mia"));
          assertEquals(0, number(turn, "lou"));
          assertEquals(1, number("{owner: {eq: \"%s\"}}", "lou"));
          assertEquals(1, number("{overdue: true}", "mia"));
          assertEquals(0, number("{overdue: false}", "mia"));
          assertEquals(
              "Mia Middle",
              loop.as("ana")
                  .data("{ followUps { nodes { turnOf { name } } } }")
                  .getString("data.followUps.nodes[0].turnOf.name"));
          loop.change("mia", "followUpAcknowledge");
          assertEquals(0, number(turn, "mia"), "what comes next is Lou's");
          assertEquals(1, number(turn, "lou"));
          loop.workUpToResolved("ana");
          assertEquals(0, number(turn, "lou"));
        });
  }

  @Test
  void whatIsDueNextComesFirstPageByPage() {
    loop.keyAccount("bolt", 2);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("bolt", 1, "overall", 1);
    loop.answer("bolt", 2, "overall", 1);
    loop.company.closeWave(wave);
    loop.change("ana", "followUpAcknowledge");
    String page =
        "{ followUps(first: 2, filter: {open: true}, orderBy: {field: DUE_AT} %s) { nodes { dueAt } pageInfo { endCursor hasNextPage } } }";
    JsonPath first = loop.as("ana").data(page.formatted(""));
    JsonPath second =
        loop.as("ana")
            .data(
                page.formatted(
                    ", after: \"%s\""
                        .formatted(first.getString("data.followUps.pageInfo.endCursor"))));
    List<String> due = new ArrayList<>(first.getList("data.followUps.nodes.dueAt"));
    due.addAll(second.getList("data.followUps.nodes.dueAt"));
    assertEquals(3, due.size());
    assertEquals(due.stream().sorted().toList(), due);
    assertEquals(
        "INVALID",
        loop.as("ana").refusal("{ followUps(orderBy: {field: DUE_AT}) { totalCount } }", Map.of()));
  }

  private int number(String filter, String who) {
    return loop.as("mia")
        .data(
            "{ followUps(filter: %s) { totalCount } }"
                .formatted(filter.formatted(loop.employee(who))))
        .getInt("data.followUps.totalCount");
  }

  private void hand(String by, String to) {
    loop.change(by, "followUpAssign", "employeeId", loop.employee(to));
  }

  private String handed(String to) {
    return loop.refused("ana", "followUpAssign", "employeeId", loop.employee(to));
  }

  private static int overdueAtTheTop() {
    return RestAssured.given()
        .get("/q/health/well")
        .jsonPath()
        .getInt("checks.find { it.name == 'follow-ups' }.data.overdueAtTheTop");
  }
}
