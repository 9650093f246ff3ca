package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A case finds somebody who can act, whoever is away, has left or has changed the team. */
@KeypulseTest
class RoutingTest {
  @Inject InvitationDispatcher invitations;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void aCompanyWithALongLine() {
    loop.staffed();
  }

  @Test
  void whoIsAwayIsRepresentedBySomebodyWhoSeesTheAccountOrPassedOver() {
    loop.keyAccount("acme", 2);
    away("lou");
    away("mia");
    deputy("mia", "ben");
    wave("DELIVERY");
    assertEquals(List.of("Lou Logistics", "Ana Alvarez"), loop.path("person.name"));
    assertEquals(List.of("ABSENT", "null"), loop.path("skipped"));
    assertEquals("Ana Alvarez", loop.newest().getString("owner.name"));
    clock.later(
        Duration.ofDays(4),
        () -> {
          tick.turn(clock.instant());
          assertEquals(
              List.of("Lou Logistics", "Ana Alvarez", "Mia Middle", "Vic President"),
              loop.path("person.name"),
              "Mia's deputy does not see the account");
          assertEquals(List.of("ABSENT", "null", "ABSENT", "null"), loop.path("skipped"));
          assertEquals("Ana Alvarez", loop.path("past.name").getLast());
        });
  }

  @Test
  void theAspectThatFollowsOnTheSecondPageFindsItsPersonUnlessSomebodyHasTakenTheCaseUp() {
    loop.keyAccount("acme", 2);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 2);
    assertEquals("Ana Alvarez", loop.newest().getString("owner.name"));
    loop.answer("acme", 1, "details", 1, "DELIVERY", 1);
    assertEquals("DELIVERY", loop.newest().getString("aspect"));
    assertEquals("Lou Logistics", loop.newest().getString("owner.name"));
    assertEquals(List.of("Ana Alvarez", "Lou Logistics"), loop.path("person.name"));
    assertEquals(1, loop.number());

    loop.answer("acme", 2, "overall", 2);
    loop.change("ana", "followUpAcknowledge");
    loop.answer("acme", 2, "details", 1, "DELIVERY", 1);
    assertEquals("Ana Alvarez", loop.newest().getString("owner.name"), "she is at it");
    loop.company.closeWave(wave);
  }

  @Test
  void theStandInActsForThePersonResponsible() {
    loop.keyAccount("acme", 2);
    loop.company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        "%1$s,m4,%1$s north,ben,FINANCE,false");
    away("ana");
    deputy("ana", "ben");
    wave("PRICE");
    assertEquals(List.of("Ana Alvarez"), loop.path("person.name"));
    assertEquals(List.of("Ben Brandt"), loop.path("acting.name"));
    assertEquals("Ben Brandt", loop.newest().getString("owner.name"));
    clock.later(
        Duration.ofDays(4),
        () -> {
          tick.turn(clock.instant());
          assertEquals("Mia Middle", loop.path("person.name").getLast(), "up Ana's line");
          assertEquals("Ben Brandt", loop.path("past.name").getLast());
        });
  }

  @Test
  void aStandInWhoDidNotActIsNotGivenItOnceMoreAsTheNextAbove() {
    loop.keyAccount("acme", 1);
    away("ana");
    deputy("ana", "mia");
    wave("PRICE");
    assertEquals("Mia Middle", loop.newest().getString("owner.name"));
    afterADeadline(
        () -> {
          assertEquals(List.of("Ana Alvarez", "Vic President"), loop.path("person.name"));
          assertEquals("Mia Middle", loop.path("past.name").getLast());
        });
  }

  @Test
  void whereSomebodysLineEndsItGoesOnWithTheAccountManagers() {
    loop.keyAccount("acme", 1);
    Database.change(
        "delete from reporting_line where employee_id = (select id from employee where source = ? and external_id = 'lou')",
        loop.company.prefix);
    wave("DELIVERY");
    assertEquals(List.of("Lou Logistics"), loop.path("person.name"));
    assertEquals(
        List.of("Ana Alvarez", "Mia Middle", "Vic President", "Cleo Chief"),
        loop.ahead("person.name"));
    afterADeadline(
        () -> assertEquals(List.of("Lou Logistics", "Ana Alvarez"), loop.path("person.name")));
  }

  @Test
  void whatNobodyStoodAboveClimbsOnOnceSomebodyIsWrittenDownAbove() {
    loop.keyAccount("acme", 1);
    Database.change(
        "delete from reporting_line where employee_id = (select id from employee where source = ? and external_id = 'ana')",
        loop.company.prefix);
    wave("PRICE");
    afterADeadline(
        () -> {
          assertEquals(List.of("Ana Alvarez"), loop.path("person.name"));
          assertNull(loop.newest().get("nextClimbAt"), "nobody stands above her");
          assertTrue(atTheTop() > 0);
          loop.company.put(
              "reporting-lines",
              "source,external_id,employee_external_id,manager_external_id,valid_from",
              "%1$s,late,ana,mia,2020-01-01");
          tick.turn(clock.instant());
          tick.turn(clock.instant());
          assertEquals(List.of("Ana Alvarez", "Mia Middle"), loop.path("person.name"));
        });
  }

  private static int atTheTop() {
    return RestAssured.given()
        .get("/q/health/well")
        .jsonPath()
        .getInt("checks.find { it.name == 'follow-ups' }.data.overdueAtTheTop");
  }

  @Test
  void whereTheOnlyOneOfATeamHasLeftThoseAboveSeeTheCaseAndTakeItUp() {
    loop.company.keyAccount("bolt", "south", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    Database.change(
        "update employee set active = false where source = ? and external_id = 'ben'",
        loop.company.prefix);
    loop.answer("bolt", 1, "overall", 1);
    loop.company.closeWave(wave);
    Client chief = loop.as("chief");
    JsonPath seen = chief.data("{ followUps { nodes { id owner { name } } } }");
    assertEquals(List.of("Cleo Chief"), seen.getList("data.followUps.nodes.owner.name"));
    chief.data(
        "mutation ($id: ID!) { followUpAcknowledge(input: {followUpId: $id}) { state } }",
        Map.of("id", seen.getString("data.followUps.nodes[0].id")));
  }

  @Test
  void whileEverybodyAboveIsAwayItWaitsForThem() {
    loop.keyAccount("acme", 1);
    for (String who : List.of("mia", "vp", "chief")) {
      away(who);
    }
    wave("PRICE");
    afterADeadline(
        () -> {
          assertEquals(List.of("Ana Alvarez"), loop.path("person.name"));
          assertNotNull(loop.newest().getString("nextClimbAt"), "it is tried again");
          assertEquals(
              List.of("Mia Middle", "Vic President", "Cleo Chief"), loop.ahead("person.name"));
          clock.later(
              Duration.ofDays(40),
              () -> {
                tick.turn(clock.instant());
                assertEquals(List.of("Ana Alvarez", "Mia Middle"), loop.path("person.name"));
              });
        });
  }

  @Test
  void aCaseThatNobodyCouldBeGivenIsGivenToWhoeverComes() {
    loop.keyAccount("acme", 1);
    wave("PRICE");
    String ofTheAccount =
        " in (select f.id from follow_up f join account a on a.id = f.account_id where a.source = ?)";
    for (String asBeforeAnybodyWorkedHere :
        List.of(
            "delete from follow_up_mail where follow_up_id" + ofTheAccount,
            "delete from follow_up_step where follow_up_id" + ofTheAccount,
            "update follow_up set owner_id = null where id" + ofTheAccount)) {
      Database.change(asBeforeAnybodyWorkedHere, loop.company.prefix);
    }
    afterADeadline(
        () -> {
          assertEquals("Ana Alvarez", loop.newest().getString("owner.name"));
          assertEquals(List.of("Ana Alvarez"), loop.path("person.name"));
          assertEquals(loop.newest().getString("nextClimbAt"), loop.path("due").getLast());
        });
  }

  private void afterADeadline(Runnable look) {
    clock.later(
        Duration.ofDays(4),
        () -> {
          tick.turn(clock.instant());
          look.run();
        });
  }

  @Test
  void theFunctionsOfTheDrawAnswerEvenWhenOthersHaveTakenThemOver() {
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    for (String past :
        List.of(
            "update wave set opened_at = opened_at - interval '10 days' where state = 'OPEN' and ? <> ''",
            "update account_team set valid = '[2020-01-01,)' where account_id in (select id from account where source = ?)",
            "update team_member set valid = daterange('2020-01-01', today()) where source = ? and external_id = 'm3'")) {
      Database.change(past, loop.company.prefix);
    }
    loop.company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        "%1$s,m5,%1$s north,lou,FINANCE,false",
        "%1$s,m6,%1$s north,ben,LOGISTICS,false");
    loop.answer("acme", 1, "overall", 1, "DELIVERY", 1);
    loop.company.closeWave(wave);
    assertEquals("Lou Logistics", loop.newest().getString("owner.name"));
  }

  @Test
  void aCaseIsHandedOnlyToSomebodyWhoSeesIt() {
    loop.keyAccount("acme", 1);
    wave("PRICE");
    assertEquals(
        "INVALID", loop.refused("ana", "followUpAssign", "employeeId", loop.employee("ben")));
    loop.change("ana", "followUpAssign", "employeeId", loop.employee("lou"));
    assertEquals("Lou Logistics", loop.newest().getString("owner.name"));
    assertEquals(List.of("RESPONSIBLE", "ASSIGNED"), loop.path("kind"));
    assertEquals(
        "NOT_FOUND", loop.refused("ben", "followUpAssign", "employeeId", loop.employee("lou")));
  }

  @Test
  void aCaseOnWhichAnAdministratorWhoIsNoEmployeeSpeaksToTheCustomerIsAcknowledged() {
    loop.keyAccount("acme", 1);
    wave("PRICE");
    Client.as("admin")
        .data(
            "mutation ($i: FollowUpContactLogInput!) { followUpContactLog(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "followUpId",
                    loop.newest().getString("id"),
                    "expectedVersion",
                    loop.newest().getInt("version"),
                    "means",
                    "TELEPHONE",
                    "reached",
                    true,
                    "summary",
                    "Spoke")));
    assertEquals("CONTACTED", loop.newest().getString("state"));
    assertNotNull(loop.newest().getString("acknowledgedAt"));
    assertNull(loop.newest().get("acknowledgedBy"));
    assertEquals(
        1,
        loop.as("ana")
            .data("{ followUpFigures { toAcknowledge { n } } }")
            .getInt("data.followUpFigures.toAcknowledge.n"));
  }

  @Test
  void deadlinesAreInTheBusinessHoursOfTheAccountsCountry() {
    Client admin = Client.as("admin");
    loop.keyAccount("acme", 1);
    Database.change("update account set country = 'NO' where source = ?", loop.company.prefix);
    String day = clock.instant().plus(Duration.ofDays(30)).toString().substring(0, 10);
    assertEquals(
        "INVALID",
        admin.refusal(
            """
            mutation { businessHoursSet(input: {country: "NO", timeZone: "Europe/Oslo", opens: "08:00", closes: "08:59",
              days: [MONDAY]}) { version } }
            """,
            Map.of()));
    admin.data(
        """
        mutation { businessHoursSet(input: {country: "NO", timeZone: "Europe/Oslo", opens: "08:00", closes: "16:00",
          days: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY]}) { version } }
        """);
    assertEquals(
        "CONFLICT",
        admin.refusal(
            """
            mutation { businessHoursSet(input: {country: "NO", timeZone: "Europe/Oslo", opens: "08:00", closes: "16:00",
              days: [MONDAY]}) { version } }
            """,
            Map.of()));
    admin.data(
        "mutation ($i: HolidaysSetInput!) { holidaysSet(input: $i) { day } }",
        Map.of(
            "i",
            Map.of(
                "country", "NO",
                "year", Integer.parseInt(day.substring(0, 4)),
                "holidays", List.of(Map.of("day", day, "name", "A day off")))));
    assertEquals(
        "INVALID",
        admin.refusal(
            "mutation { holidaysSet(input: {country: \"ZZ\", year: 2030, holidays: []}) { day } }",
            Map.of()),
        "no day is off in every country without hours of its own");
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    Duration toNoonBefore =
        Duration.between(
            clock.instant(),
            LocalDate.parse(day)
                .minusDays(1)
                .atTime(12, 0)
                .atZone(ZoneId.of("Europe/Oslo"))
                .toInstant());
    Database.change(
        "update wave set closes_at = closes_at + interval '60 days' where state = 'OPEN'");
    clock.later(
        toNoonBefore,
        () -> {
          loop.answer("acme", 1, "overall", 1);
          assertEquals(
              LocalDate.parse(day)
                  .plusDays(1)
                  .atTime(12, 0)
                  .atZone(ZoneId.of("Europe/Oslo"))
                  .toInstant()
                  .toString()
                  .substring(0, 16),
              OffsetDateTime.parse(loop.newest().getString("dueAt"))
                  .toInstant()
                  .toString()
                  .substring(0, 16),
              "four hours, a day off, and four hours more");
        });
    loop.company.closeWave(wave);
  }

  private void wave(String aspect) {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 2, aspect, 2);
    loop.company.closeWave(wave);
  }

  private void away(String who) {
    Database.change(
        "insert into employee_absence (employee_id, valid) select id, daterange(today() - 1, today() + 30) from employee where source = ? and external_id = ?",
        loop.company.prefix,
        who);
  }

  private void deputy(String who, String by) {
    Database.change(
        """
        insert into employee_deputy (employee_id, deputy_id, valid)
        select e.id, d.id, '[2020-01-01,)' from employee e join employee d on d.source = e.source
        where e.source = ? and e.external_id = ? and d.external_id = ?
        """,
        loop.company.prefix,
        who,
        by);
  }
}
