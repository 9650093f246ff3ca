package io.keypulse.followup;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who leaves the company leaves their cases to whoever is next, and that one is told. */
@KeypulseTest
class LeaversTest {
  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();
  private final Personnel personnel = new Personnel(loop);

  @BeforeEach
  void anotherMembersManagerIsKnownForLongerThanAnas() {
    loop.staffed();
    loop.company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id",
        "%1$s,lou,Lou Logistics,lou.%1$s@keypulse.example,Dispatcher,LOGISTICS,vp");
    loop.keyAccount("acme", 2);
    loop.seenBy("vp");
  }

  @Test
  void theCaseOfAnAccountManagerWhoHasLeftIsTheirOwnManagersAndTheCustomerReadsThatName() {
    String wave = asked();
    personnel.leaves("ana");
    given()
        .get(Mailbox.of(loop.company.address("acme", 1)).getLast().answerPath())
        .then()
        .statusCode(200)
        .body(containsString("Mia Middle"));
    loop.answer("acme", 1, "overall", 1);
    assertEquals("Mia Middle", loop.newest().getString("owner.name"));
    assertEquals(List.of("Ana Alvarez", "Mia Middle"), loop.path("person.name"));
    assertEquals(List.of("LEFT", "null"), loop.path("skipped"));
    assertEquals(List.of("Vic President", "Cleo Chief"), loop.ahead("person.name"));
    loop.company.closeWave(wave);
  }

  @Test
  void whereTheirManagerHasLeftTooItGoesOnUpTheirLine() {
    String wave = asked();
    personnel.leaves("ana");
    personnel.leaves("mia");
    loop.answer("acme", 1, "overall", 1);
    assertEquals(List.of("Ana Alvarez", "Mia Middle", "Vic President"), loop.path("person.name"));
    assertEquals(List.of("LEFT", "LEFT", "null"), loop.path("skipped"));
    loop.company.closeWave(wave);
  }

  @Test
  void openCasesAreGivenOnInTheMomentSomebodyLeaves() {
    String wave = asked();
    loop.answer("acme", 1, "overall", 1);
    loop.change("ana", "followUpAcknowledge");
    loop.change("ana", "followUpContactLog", "means", "MEETING", "reached", true, "summary", "Met");
    String due = loop.newest().getString("dueAt");
    notices.dispatch(clock);
    personnel.leaves("ana");

    assertEquals("Mia Middle", loop.newest().getString("owner.name"));
    assertEquals("CONTACTED", loop.newest().getString("state"), "what was done is done");
    assertEquals(List.of("Ana Alvarez", "Ana Alvarez", "Mia Middle"), loop.path("person.name"));
    assertEquals(List.of("null", "LEFT", "null"), loop.path("skipped"));
    assertEquals(List.of("ACKNOWLEDGE", "RESOLVE", "RESOLVE"), loop.path("task"));
    assertEquals(due, loop.newest().getString("nextClimbAt"), "the customer was promised no more");
    assertEquals(0, loop.mailsOf("mia").size());
    notices.dispatch(clock);
    assertTrue(loop.mailsOf("mia").getLast().said().contains("It is your turn"));
    tick.turn(clock.instant());
    assertEquals(3, loop.path("step").size(), "once");
    loop.company.closeWave(wave);
  }

  @Test
  void onTheDayThatSomebodyLeavesTheTickGivesOnAlsoWhatIsOverdueWithTimeToActIn() {
    String wave = asked();
    loop.answer("acme", 1, "overall", 1, "DELIVERY", 1);
    assertEquals("Lou Logistics", loop.newest().getString("owner.name"));
    clock.later(
        Duration.ofDays(4),
        () -> {
          Database.change(
              "update employee set active = false where source = ? and external_id = 'lou'",
              loop.company.prefix);
          tick.turn(clock.instant());
          assertEquals("Ana Alvarez", loop.newest().getString("owner.name"));
          assertEquals(
              List.of("Lou Logistics", "Lou Logistics", "Ana Alvarez"), loop.path("person.name"));
          assertTrue(
              OffsetDateTime.parse(loop.newest().getString("nextClimbAt"))
                  .toInstant()
                  .isAfter(clock.instant()));
        });
    loop.company.closeWave(wave);
  }

  @Test
  void aCaseThatHasClimbedToSomebodyWhoLeavesGoesOnToTheNextAboveAtOnce() {
    String wave = asked();
    loop.answer("acme", 1, "overall", 1);
    clock.later(
        Duration.ofDays(4),
        () -> {
          tick.turn(clock.instant());
          assertEquals(List.of("Ana Alvarez", "Mia Middle"), loop.path("person.name"));
          personnel.leaves("mia");
          assertEquals(
              List.of("Ana Alvarez", "Mia Middle", "Mia Middle", "Vic President"),
              loop.path("person.name"));
          assertEquals(List.of("null", "null", "LEFT", "null"), loop.path("skipped"));
          assertEquals("Ana Alvarez", loop.path("past.name").getLast(), "Mia let nothing pass");
          assertEquals(1, timesPast("Ana Alvarez"), "she let it pass once");
          assertEquals(loop.newest().getString("nextClimbAt"), loop.path("due").getLast());
          Database.change(
              "update employee set active = false where source = ? and external_id = 'vp'",
              loop.company.prefix);
          loop.seenBy("chief");
          tick.turn(clock.instant());
          tick.turn(clock.instant());
          assertEquals(
              List.of("Mia Middle", "Vic President", "Vic President", "Cleo Chief"),
              loop.path("person.name").subList(2, 6));
          assertEquals(6, loop.path("step").size(), "once");
          assertEquals("Ana Alvarez", loop.newest().getString("owner.name"), "hers all the time");
        });
    loop.company.closeWave(wave);
  }

  private int timesPast(String name) {
    return loop.as("vp")
        .data("{ followUpFigures { climbedPast { times person { name } } } }")
        .getInt(
            "data.followUpFigures.climbedPast.find { it.person.name == '%s' }.times"
                .formatted(name));
  }

  private String asked() {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    return wave;
  }
}
