package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Portfolios, shares and cases of a line are of the same accounts, whether or not somebody leads.
 */
@KeypulseTest
class FiguresOfALineTest {
  private static final String FIGURES =
      """
      query ($w: ID!, $m: ID!, $l: LineScope!) {
        portfolio(managerId: $m, scope: $l) { totalCount managers { leads accounts } }
        dissatisfaction(waveId: $w, managerId: $m, line: $l) { answered }
        alone: dissatisfaction(waveId: $w, managerId: $m) { answered }
        followUpFigures(scope: {managerId: $m, line: $l}) { cases open } }
      """;

  @Inject InvitationDispatcher invitations;
  @Inject MovableClock clock;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Loop loop = new Loop();
  private String wave = "";

  @BeforeEach
  void anasCustomerIsDissatisfied() {
    loop.staffed();
    loop.company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id",
        "%1$s,lou,Lou Logistics,lou.%1$s@keypulse.example,Dispatcher,LOGISTICS,spo");
    Database.change(
        "update team_member set valid = daterange('2020-01-01', null) where source = ?",
        loop.company.prefix);
    loop.keyAccount("acme", 1);
    wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    loop.company.closeWave(wave);
  }

  @Test
  void whatNobodyLeadsCountsWhereSomebodyAnswersForIt() {
    JsonPath led = figures("mia", "TREE");
    everywhere(1, led);
    assertEquals(List.of(0, 1), led.getList("portfolio.managers.leads"));
    everywhere(1, figures("ana", "DIRECT"));
    assertEquals(1, figures("ana", "TREE").getInt("alone.answered"));

    Database.change(
        "update employee set active = false, left_on = date '%s' where source = ? and external_id = 'ana'"
            .formatted(today.minusDays(57)),
        loop.company.prefix);
    theLineAboveAnswers();
    Database.change(
        "update team_member set valid = daterange('2020-01-01', date '%s') where source = ? and external_id = 'm1'"
            .formatted(today.minusDays(17)),
        loop.company.prefix);
    theLineAboveAnswers();
  }

  private void theLineAboveAnswers() {
    for (String who : List.of("mia", "vp", "chief")) {
      everywhere(1, figures(who, "TREE"));
    }
    for (String line : List.of("DIRECT", "TREE")) {
      JsonPath mias = figures("mia", line);
      everywhere(1, mias);
      assertEquals(List.of(0, 0), mias.getList("portfolio.managers.leads"));
      assertEquals(List.of(1, 0), mias.getList("portfolio.managers.accounts"));
      assertEquals(0, mias.getInt("alone.answered"), "she leads none");
      everywhere(0, figures("ana", line));
      everywhere(0, figures("spo", line));
    }
    everywhere(1, figures("vp", "DIRECT"));
    everywhere(0, figures("chief", "DIRECT"));
  }

  private static void everywhere(int accounts, JsonPath figures) {
    for (String one :
        List.of(
            "portfolio.totalCount",
            "dissatisfaction.answered",
            "followUpFigures.cases",
            "followUpFigures.open")) {
      assertEquals(accounts, figures.getInt(one), one);
    }
  }

  private JsonPath figures(String who, String line) {
    return loop.as("chief")
        .data(FIGURES, Map.of("w", wave, "m", loop.employee(who), "l", line))
        .setRootPath("data");
  }
}
