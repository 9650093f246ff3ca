package io.keypulse.demo;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample company's past cases look as if people had worked on them here. */
@KeypulseTest
class PastCasesTest {
  private static final int CASES = 60;
  private static final int FORGOTTEN_OF = 9;

  private static final String FOUND =
      """
      { followUps(first: 100) { nodes {
          id state round dueAt turnOf { name } openedAt acknowledgedAt contactedAt resolvedAt closedAt cause { code }
          contacts { at reached } actions { doneAt } proofs { round outcome answeredAt }
          escalationPath { coming round task acknowledgedAt person { name } } } }
        followUpFigures { cases causes { accounts } toAcknowledge { n medianHours } toContact { n medianHours }
          recovery { recovered notRecovered unproven awaited notAsked share interval { lowest highest } withheld { reason } } } }
      """;

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;
  @Inject Work work;

  @ApplicationScoped
  static class Work {
    @Inject PastCases cases;

    @AsSystem
    public void isDone(int program, Instant before) {
      cases.work(program, before);
    }
  }

  @Test
  void theyAreWorkedOnInBusinessHoursAndEndAsTheirCustomersSay() {
    JsonPath found = worked();
    List<String> ids = found.getList("data.followUps.nodes.id");
    assertEquals(CASES, ids.size());
    for (int i = 0; i < CASES; i++) {
      JsonPath one = found.setRootPath("data.followUps.nodes[%d]".formatted(i));
      if (GlobalId.parse("FollowUp", ids.get(i), "id") % FORGOTTEN_OF == 0) {
        assertEquals("OPEN", one.getString("state"));
        assertNotNull(one.get("turnOf"));
      } else {
        assertIsAsTheApplicationLeavesIt(one);
      }
    }
    JsonPath figures = found.setRootPath("data.followUpFigures");
    assertEquals(CASES, figures.getInt("cases"));
    assertFalse(figures.getList("causes").isEmpty());
    assertTrue(figures.getInt("recovery.recovered") > figures.getInt("recovery.notRecovered"));
    assertTrue(figures.getInt("recovery.notRecovered") > 0);
    assertTrue(figures.getInt("recovery.unproven") > 0);
    assertEquals(
        figures.get("recovery.share") == null ? "INTERVAL_TOO_WIDE" : null,
        figures.getString("recovery.withheld.reason"),
        "of three accounts");
    assertEquals(figures.get("recovery.share") == null, figures.get("recovery.interval") == null);
    assertNotNull(figures.get("toAcknowledge.medianHours"));
    assertNotNull(figures.get("toContact.medianHours"));
  }

  private JsonPath worked() {
    Company company = Company.imported();
    for (int account = 1; account <= CASES / 20; account++) {
      company.keyAccount("a" + account, "north", 20);
    }
    String program = company.program(100_000);
    company.openWave(program);
    dispatcher.dispatch(clock);
    for (int account = 1; account <= CASES / 20; account++) {
      for (int contact = 1; contact <= 20; contact++) {
        given()
            .formParam("overall", "2")
            .formParam(contact % 2 == 0 ? "DELIVERY" : "PRICE", "1")
            .post(Mailbox.of(company.address("a" + account, contact)).getLast().answerPath())
            .then()
            .statusCode(200);
      }
    }
    work.isDone(
        GlobalId.parseInt("SurveyProgram", program, "id"),
        clock.instant().plus(Duration.ofDays(1)));
    return Client.as(company.login("ana")).data(FOUND);
  }

  private static void assertIsAsTheApplicationLeavesIt(JsonPath of) {
    assertNull(of.get("dueAt"));
    assertNull(of.get("turnOf"));
    assertNotNull(of.get("cause"));
    assertNotNull(of.get("closedAt"));
    assertTrue(of.getList("contacts.reached").contains(true));
    assertFalse(of.getList("actions.doneAt").contains(null));
    assertEquals(of.getInt("round"), of.getList("proofs").size());
    boolean recovered = of.getString("proofs[-1].outcome").equals("RECOVERED");
    assertEquals(recovered ? "RECOVERED" : "UNPROVEN", of.getString("state"));
    Stream.of("acknowledgedAt", "contactedAt", "resolvedAt")
        .map(of::getString)
        .forEach(PastCasesTest::assertIsInBusinessHours);
    List<OffsetDateTime> course =
        Stream.of("openedAt", "acknowledgedAt", "contactedAt", "resolvedAt", "closedAt")
            .map(of::getString)
            .map(OffsetDateTime::parse)
            .toList();
    assertEquals(course.stream().sorted().toList(), course);
    List<Integer> rounds = of.getList("escalationPath.round");
    assertTrue(rounds.contains(of.getInt("round")));
  }

  private static void assertIsInBusinessHours(String moment) {
    OffsetDateTime at = OffsetDateTime.parse(moment).withOffsetSameInstant(ZoneOffset.UTC);
    assertTrue(at.getDayOfWeek().getValue() < 6, moment);
    assertTrue(at.getHour() >= 9 && !at.toLocalTime().isAfter(LocalTime.of(17, 0)), moment);
  }
}
