package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When an account changes hands, its open cases go with it, and everybody concerned is told. */
@KeypulseTest
class ChangingHandsTest {
  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();
  private final Personnel personnel = new Personnel(loop);
  private String wave = "";

  @BeforeEach
  void aKeyAccountIsAsked() {
    loop.staffed();
    loop.keyAccount("acme", 3);
    wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
  }

  @AfterEach
  void theWaveEnds() {
    loop.company.closeWave(wave);
  }

  @Test
  void whoeverTakesTheLeadOverTakesTheCasesAndClimbsTheirOwnLine() {
    loop.answer("acme", 1, "overall", 1);
    notices.dispatch(clock);
    personnel.takesTheLead("ben");
    loop.seenBy("chief");
    assertEquals(1, ofNobody(), "until it is given on");
    tick.turn(clock.instant());

    loop.seenBy("ben");
    assertEquals("Ben Brandt", loop.newest().getString("owner.name"));
    assertEquals(List.of("Ana Alvarez", "Ana Alvarez", "Ben Brandt"), loop.path("person.name"));
    assertEquals(List.of("null", "NOT_SERVING", "null"), loop.path("skipped"));
    assertEquals(List.of("Cleo Chief"), loop.ahead("person.name"));
    assertEquals(0, ofNobody());
    notices.dispatch(clock);
    assertTrue(loop.mailsOf("ben").getLast().said().contains("It is your turn"));
    assertTrue(loop.mailsOf("ana").getLast().said().contains("The case is with Ben Brandt now"));
    assertEquals(
        "Ben Brandt",
        Database.value(
            """
            select e.name from audit_entry a join employee e on e.id = cast(a.changes -> 'owner_id' ->> 'to' as int)
            where a.object_type = 'follow_up' and a.operation = 'UPDATE' and e.source = ? order by a.id desc limit 1
            """,
            loop.company.prefix));

    loop.change("ben", "followUpAcknowledge");
    clock.later(
        Duration.ofDays(10),
        () -> {
          tick.turn(clock.instant());
          assertEquals("Cleo Chief", loop.path("person.name").getLast());
          assertEquals("Ben Brandt", loop.path("past.name").getLast());
        });
  }

  @Test
  void whoeverStaysInTheTeamKeepsWhatIsTheirsByFunctionOrByHandAlone() {
    loop.company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        "%1$s,m7,%1$s north,ana,FINANCE,false");
    loop.answer("acme", 1, "overall", 1, "DELIVERY", 1);
    loop.answer("acme", 2, "overall", 1);
    loop.change("mia", "followUpAssign", "employeeId", loop.employee("lou"));
    loop.change("mia", "followUpAssign", "employeeId", loop.employee("ana"));
    loop.answer("acme", 3, "overall", 1, "PRICE", 1);
    personnel.takesTheLead("ben");
    tick.turn(clock.instant());
    tick.turn(clock.instant());
    assertEquals(
        List.of("Ben Brandt", "Ana Alvarez", "Lou Logistics"),
        loop.as("ana")
            .data("{ followUps { nodes { owner { name } } } }")
            .getList("data.followUps.nodes.owner.name"));
    assertEquals(List.of("Ana Alvarez", "Ana Alvarez", "Ben Brandt"), loop.path("person.name"));
  }

  @Test
  void whatAStandInHasForTheLeadGoesToTheNewOne() {
    loop.company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        "%1$s,m8,%1$s north,spo,FINANCE,false");
    for (String absence :
        List.of(
            "insert into employee_absence (employee_id, valid) select id, daterange(today() - 1, today() + 30) from employee where source = ? and external_id = 'ana'",
            "insert into employee_deputy (employee_id, deputy_id, valid) select e.id, d.id, '[2020-01-01,)' from employee e join employee d on d.source = e.source where e.source = ? and e.external_id = 'ana' and d.external_id = 'spo'")) {
      Database.change(absence, loop.company.prefix);
    }
    loop.answer("acme", 1, "overall", 1);
    loop.seenBy("spo");
    assertEquals("Sam Sponsor", loop.newest().getString("owner.name"));
    personnel.takesTheLead("ben");
    tick.turn(clock.instant());
    assertEquals("Ben Brandt", loop.newest().getString("owner.name"));
    assertEquals(List.of("null", "NOT_SERVING", "null"), loop.path("skipped"));
  }

  @Test
  void whenAnotherTeamServesTheAccountItsLeadIsGivenTheCaseWhateverTheTeamAtTheDraw() {
    loop.answer("acme", 1, "overall", 1, "DELIVERY", 1);
    personnel.move("acme", "south");
    loop.seenBy("ben");
    clock.later(
        Duration.ofDays(4),
        () -> {
          tick.turn(clock.instant());
          assertEquals("Ben Brandt", loop.newest().getString("owner.name"));
          assertEquals(
              List.of("Lou Logistics", "Lou Logistics", "Ben Brandt"), loop.path("person.name"));
          assertEquals(List.of("null", "null", "null"), loop.path("past.name"), "nobody is blamed");
        });
    loop.answer("acme", 2, "overall", 1, "DELIVERY", 1);
    assertEquals(List.of("Ben Brandt"), loop.path("person.name"));
  }

  @Test
  void whoeverServesTheTeamNoLongerLeavesWhatTheyHaveToTheNext() {
    loop.answer("acme", 1, "overall", 1, "DELIVERY", 1);
    loop.change("lou", "followUpAcknowledge");
    Database.change(
        "delete from team_member where source = ? and external_id = 'm3'", loop.company.prefix);
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", loop.newest().getString("owner.name"));
    assertEquals("ACKNOWLEDGED", loop.newest().getString("state"));
    assertEquals(List.of("null", "NOT_SERVING", "null"), loop.path("skipped"));
  }

  @Test
  void aCaseThatIsOpenedAgainGoesToWhoeverLeadsByThen() {
    loop.company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        "%1$s,m7,%1$s north,ana,FINANCE,false");
    loop.answer("acme", 1, "overall", 1);
    loop.workUpToResolved("ana");
    personnel.takesTheLead("ben");
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", loop.newest().getString("owner.name"), "nothing is to be done");
    invitations.dispatch(clock);
    notices.dispatch(clock);
    Loop.say(loop.proofPage("acme", 1), "answer", 1);
    assertEquals("Ben Brandt", loop.newest().getString("owner.name"));
  }

  private static int ofNobody() {
    return RestAssured.given()
        .get("/q/health/well")
        .jsonPath()
        .getInt("checks.find { it.name == 'follow-ups' }.data.nobodyResponsible");
  }
}
