package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody serves is in the hands of the top of the reporting line, and of nobody else. */
@KeypulseTest
class UnservedAccountTest {
  private static final String SEEN =
      "query ($s: String) { accounts(filter: {search: $s}) { nodes { id version } } followUps { totalCount } }";

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void theChiefIsAboveMorePeopleThanAnybody() {
    loop.staffed();
    int most =
        Integer.parseInt(
            Database.value(
                """
                with recursive below as (
                  select top_of_line() as id
                  union all
                  select l.employee_id from below b join reporting_line l on l.manager_id = b.id and l.valid @> today())
                select count(*) from below
                """));
    loop.company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id",
        IntStream.rangeClosed(1, most)
            .mapToObj(
                i ->
                    "%1$s,e#,Erin #,e#.%1$s@keypulse.example,Clerk,FINANCE,chief"
                        .replace("#", "" + i))
            .toArray(String[]::new));
    loop.seenBy("chief");
  }

  @Test
  void theCaseOfATeamWithoutAnybodyIsWorkedByTheTopUntilTheCustomerClosesIt() {
    loop.company.keyAccount("cold", "nobody", 1);
    dissatisfied("cold");
    JsonPath seen = seen(loop.as("chief"));
    assertEquals(1, seen.getList("accounts.nodes").size());
    assertEquals("Cleo Chief", loop.newest().getString("owner.name"));

    Company other = Company.imported();
    for (Client aside : List.of(loop.as("ana"), loop.as("vp"), Client.as(other.login("chief")))) {
      assertEquals(List.of(), seen(aside).getList("accounts.nodes"));
      assertEquals(0, seen(aside).getInt("followUps.totalCount"));
      assertEquals(
          "NOT_FOUND",
          aside.refusal(
              "mutation ($id: ID!) { followUpAcknowledge(input: {followUpId: $id}) { state } }",
              Map.of("id", loop.newest().getString("id"))));
    }

    loop.change("chief", "followUpAcknowledge");
    loop.workUpToResolved("chief");
    loop.change("chief", "followUpLineApprove", "line", "You said it is dear; we spoke about it.");
    notices.dispatch(clock);
    Loop.say(loop.proofPage("cold", 1), "answer", 5);
    assertEquals("RECOVERED", loop.newest().getString("state"));

    assertEquals(0, loop.number());
    loop.as("chief")
        .data(
            "mutation ($i: AccountTeamAssignInput!) { accountTeamAssign(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "accountId", seen.getString("accounts.nodes[0].id"),
                    "teamId", team("north"),
                    "expectedVersion", seen.getInt("accounts.nodes[0].version"))));
    assertEquals(1, loop.number(), "Ana serves it now");
  }

  @Test
  void whereAllOfATeamHaveLeftAndNobodyStoodAboveThemTheCaseClimbsToTheTop() {
    loop.keyAccount("acme", 1);
    dissatisfied("acme");
    for (String gone :
        List.of(
            "delete from reporting_line where employee_id in",
            "update employee set active = false where id in")) {
      Database.change(
          gone + " (select id from employee where source = ? and external_id in ('ana', 'lou'))",
          loop.company.prefix);
    }
    clock.later(
        Duration.ofDays(4),
        () -> {
          tick.turn(clock.instant());
          assertEquals(
              List.of("Ana Alvarez", "Ana Alvarez", "Cleo Chief"), loop.path("person.name"));
          assertEquals(List.of("null", "LEFT", "null"), loop.path("skipped"));
        });
  }

  @Test
  void theTreeOfTheTopHoldsEveryAccountThatTheySee() {
    loop.company.keyAccount("cold", "nobody", 1);
    loop.keyAccount("acme", 1);
    Database.change(
        "update employee set active = false where source = ? and external_id = 'ana'",
        loop.company.prefix);
    JsonPath all =
        loop.as("chief")
            .data("{ accounts { totalCount } portfolio { totalCount managers { accounts } } }")
            .setRootPath("data");
    assertEquals(all.getInt("accounts.totalCount"), all.getInt("portfolio.totalCount"));
    assertEquals(
        all.getInt("accounts.totalCount"),
        all.getList("portfolio.managers.accounts", Integer.class).stream()
            .mapToInt(Integer::intValue)
            .sum());
  }

  private void dissatisfied(String account) {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer(account, 1, "overall", 1, "PRICE", 1);
    loop.company.closeWave(wave);
  }

  private JsonPath seen(Client viewer) {
    return viewer.data(SEEN, Map.of("s", loop.company.prefix + " cold")).setRootPath("data");
  }

  private String team(String name) {
    return GlobalId.of(
        "Team",
        Long.parseLong(
            Database.value(
                "select id from team where external_id = ?", loop.company.prefix + " " + name)));
  }
}
