package io.keypulse.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * "Not this quarter" holds as long as the person said, unless somebody says how they know better.
 */
@KeypulseTest
class SnoozeTest {
  private static final String RECORD =
      """
      mutation ($input: PermissionRecordInput!) {
        permissionRecord(input: $input) { mayBeAsked reason entries { kind via } } }
      """;

  private static final String HEADER =
      "source,external_id,contact_external_id,kind,said_on,snoozed_until,reason";

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private Company company;
  private Client ana;

  @BeforeEach
  void somebodyMayBeAsked() {
    company = Company.imported().keyAccount("acme", "north", 1);
    ana = Client.as(company.login("ana"));
  }

  @Test
  void whatACustomerChoseOnThePageIsShortenedByNobodyWithoutAReason() {
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    String stop = Mailbox.of(company.address("acme", 1)).getFirst().unsubscribePath();
    given().formParam("choice", "QUARTER").post(stop).then().statusCode(200);
    company.closeWave(wave);

    assertEquals("INVALID reason", refusal(said(1, "")));
    assertEquals("SNOOZED", reason());
    JsonPath recorded = ana.data(RECORD, said(1, "Called us: ask from tomorrow on"));
    assertEquals("SNOOZED", recorded.getString("data.permissionRecord.reason"));
    clock.later(Duration.ofDays(1), () -> assertNull(reason(), "the shorter one is over"));
  }

  @Test
  void aSnoozeThatIsOverAlreadyIsRefused() {
    for (int days : List.of(-2000, -1, 0)) {
      assertEquals("INVALID snoozedUntil", refusal(said(days, "Called us")));
    }
  }

  @Test
  void ofSeveralTheLongestHoldsInAFrameToo() {
    ana.data(RECORD, said(90, ""));
    Database.change(
        """
        insert into permission_entry (email, kind, snoozed_until, via, channel, said_at, recorded_at)
        values (?, 'SNOOZE', '2020-01-01', 'STAFF', 'MANUAL', now(), now())
        """,
        company.address("acme", 1));
    assertEquals("SNOOZED", reason(), "an entry of before they were refused");
    String wave = company.openWave(company.program(100_000));
    assertEquals(
        List.of("SNOOZED"),
        Database.column(
            "select f.exclusion from frame_entry f join contact c on c.id = f.contact_id where c.source = ?",
            company.prefix));
    company.closeWave(wave);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme1,acme,Kim 1,new@acme.%1$s.example,BUYER,en");
    assertEquals("SNOOZED", reason(), "also at a new address");
  }

  @Test
  void aSnoozeAboutOneProgramLeavesTheOthersAlone() {
    String program = company.program(100_000);
    ana.data(RECORD, said(90, ""));
    assertEquals("INVALID reason", refusal(said(5, "", "programId", program)));
    ana.data(RECORD, said(5, "Asked for this one", "programId", program));
    clock.later(Duration.ofDays(10), () -> assertEquals("SNOOZED", reason()));
  }

  @Test
  void aFileIsToldOfASnoozeThatIsOverAndMayRepeatWhatItBrought() {
    String row = "%1$s,s1,acme1,SNOOZE," + today() + "," + today().plusDays(2) + ",";
    company.put("permissions", HEADER, row);
    clock.later(
        Duration.ofDays(5),
        () -> {
          String file = HEADER + "\n" + row + "\n" + row.replace("s1", "s2") + "\n";
          Client.as("admin")
              .importCsv("permissions", file.formatted(company.prefix))
              .then()
              .body("unchanged", is(1))
              .body("verdicts[0].column", is("snoozed_until"))
              .body("verdicts[0].message", containsString("over"));
        });
  }

  private String refusal(Map<String, Object> said) {
    JsonPath told = ana.ask(RECORD, said);
    told.setRootPath("errors[0].extensions");
    return told.getString("code") + " " + told.getString("field");
  }

  private String reason() {
    return ana.data("{ accounts { nodes { contacts { permission { reason } } } } }")
        .getString("data.accounts.nodes[0].contacts[0].permission.reason");
  }

  private Map<String, Object> said(int days, String reason, String... parts) {
    Map<String, Object> input = new HashMap<>();
    input.put(
        "contactId",
        ana.data("{ accounts { nodes { contacts { id } } } }")
            .getString("data.accounts.nodes[0].contacts[0].id"));
    input.put("kind", "SNOOZE");
    input.put("snoozedUntil", today().plusDays(days).toString());
    if (!reason.isEmpty()) {
      input.put("reason", reason);
    }
    for (int i = 0; i < parts.length; i += 2) {
      input.put(parts[i], parts[i + 1]);
    }
    return Map.of("input", input);
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }
}
