package io.keypulse.team;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KeypulseTest
class ExecutiveSponsorTest {
  private static final String SPONSOR =
      "executiveSponsor { id version employee { name } contact { name } lastMeeting nextMeeting overdue } sponsorVacancy { since }";
  private static final String ASSIGN =
      "mutation ($i: ExecutiveSponsorAssignInput!) { executiveSponsorAssign(input: $i) { "
          + SPONSOR
          + " } }";
  private static final String MEET =
      "mutation ($i: ExecutiveSponsorMeetingRecordInput!) { executiveSponsorMeetingRecord(input: $i) { "
          + SPONSOR
          + " } }";
  private static final String END =
      "mutation ($i: ExecutiveSponsorEndInput!) { executiveSponsorEnd(input: $i) { "
          + SPONSOR
          + " } }";

  private static final String UPDATE =
      "mutation ($i: ExecutiveSponsorUpdateInput!) { executiveSponsorUpdate(input: $i) { "
          + SPONSOR
          + " } }";
  private static final String REMOVE =
      "mutation ($i: ExecutiveSponsorMeetingRemoveInput!) { executiveSponsorMeetingRemove(input: $i) { "
          + SPONSOR
          + " } }";
  private static final String HISTORY =
      "query ($id: ID!, $p: Period) { account(id: $id) { executiveSponsors(period: $p) { id since until employee { name } overdue meetings { id heldOn version provenance { recordedBy { name } } } } } }";
  private static final String FIRST = "data.account.executiveSponsors[0].";

  private final Client admin = Client.as("admin");
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @Test
  void ourExecutiveIsPairedWithTheirsAndMeetsThemRegularly() {
    Company company = Company.imported().account("acme", "north").contacts("acme", 1, "en");
    Client ana = Client.as(company.login("ana"));
    Map<String, Object> input = new HashMap<>();
    input.put("accountId", TeamTest.account(company, "acme"));
    input.put("employeeId", TeamTest.employee(company, "chief"));
    input.put("contactId", contact(company, "acme1"));
    input.put("since", today.minusDays(100).toString());
    input.put("idempotencyKey", company.prefix);
    assertEquals("NOT_FOUND", Client.as(company.login("ben")).refusal(ASSIGN, Map.of("i", input)));
    assertEquals("FORBIDDEN", Client.as(company.login("lou")).refusal(ASSIGN, Map.of("i", input)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(ASSIGN, Map.of("i", input)));
    ana.data(ASSIGN, Map.of("i", input));
    JsonPath paired = ana.data(ASSIGN, Map.of("i", input));
    String at = "data.executiveSponsorAssign.executiveSponsor.";
    assertEquals("Cleo Chief", paired.getString(at + "employee.name"));
    assertEquals("Kim 1", paired.getString(at + "contact.name"));
    assertEquals(true, paired.getBoolean(at + "overdue"), "90 days without a meeting");
    assertNull(paired.get("data.executiveSponsorAssign.sponsorVacancy"));

    String sponsor = paired.getString(at + "id");
    Map<String, Object> meeting =
        Map.of("sponsorId", sponsor, "heldOn", today.minusDays(1).toString());
    JsonPath met = Client.as(company.login("lou")).data(MEET, Map.of("i", meeting));
    at = "data.executiveSponsorMeetingRecord.executiveSponsor.";
    assertEquals(today.minusDays(1).toString(), met.getString(at + "lastMeeting"));
    assertEquals(today.plusDays(89).toString(), met.getString(at + "nextMeeting"));
    assertEquals(false, met.getBoolean(at + "overdue"));
    assertEquals("ALREADY_EXISTS", ana.refusal(MEET, Map.of("i", meeting)));
    assertEquals(
        "INVALID",
        ana.refusal(
            MEET,
            Map.of("i", Map.of("sponsorId", sponsor, "heldOn", today.plusDays(1).toString()))));
    assertEquals(
        "INVALID",
        ana.refusal(
            MEET,
            Map.of("i", Map.of("sponsorId", sponsor, "heldOn", today.minusDays(101).toString()))));
    assertEquals("NOT_FOUND", Client.as(company.login("ben")).refusal(MEET, Map.of("i", meeting)));

    Map<String, Object> second = new HashMap<>(input);
    second.remove("idempotencyKey");
    assertEquals("WRONG_STATE", ana.refusal(ASSIGN, Map.of("i", second)));
    assertEquals(
        "CONFLICT", ana.refusal(END, Map.of("i", Map.of("id", sponsor, "expectedVersion", 9))));
    JsonPath ended = ana.data(END, Map.of("i", Map.of("id", sponsor, "expectedVersion", 1)));
    assertEquals(
        today.toString(), ended.getString("data.executiveSponsorEnd.sponsorVacancy.since"));
  }

  @Test
  void aMeetingIsHeldOnADayOfTheSponsorship() {
    Company company = Company.imported().account("acme", "north").account("bolt", "north");
    Map<String, Object> ended = assignment(company, "acme", "chief", 100);
    ended.put("until", today.minusDays(10).toString());
    admin.data(ASSIGN, Map.of("i", ended));
    String past = admin.data(HISTORY, account(company, "acme")).getString(FIRST + "id");
    for (int daysAgo : List.of(0, 10)) {
      JsonPath refused = admin.ask(MEET, meeting(past, daysAgo));
      assertEquals("INVALID", refused.getString("errors[0].extensions.code"));
      assertEquals("heldOn", refused.getString("errors[0].extensions.field"));
      String told = refused.getString("errors[0].message");
      assertTrue(told.contains(today.minusDays(100).toString()), told);
      assertTrue(told.contains(today.minusDays(10).toString()), told);
    }
    admin.data(MEET, meeting(past, 11));

    admin.data(ASSIGN, Map.of("i", assignment(company, "bolt", "ben", 100)));
    Database.change(
        "update employee set active = false, left_on = date '%s' where source = ? and external_id = 'ben'"
            .formatted(today.minusDays(30)),
        company.prefix);
    String left = admin.data(HISTORY, account(company, "bolt")).getString(FIRST + "id");
    assertEquals("INVALID", admin.refusal(MEET, meeting(left, 30)), "he had left by then");
    admin.data(MEET, meeting(left, 31));
  }

  @Test
  void whoItWasAndWhenTheyMetIsReadAndAWrongMeetingIsTakenBack() {
    Company company = Company.imported().account("acme", "north");
    Map<String, Object> first = assignment(company, "acme", "ben", 400);
    first.put("until", today.minusDays(200).toString());
    admin.data(ASSIGN, Map.of("i", first));
    admin.data(ASSIGN, Map.of("i", assignment(company, "acme", "chief", 200)));
    Client lou = Client.as(company.login("lou"));
    JsonPath history =
        lou.data(HISTORY, account(company, "acme")).setRootPath("data.account.executiveSponsors");
    assertEquals(List.of("Cleo Chief", "Ben Brandt"), history.getList("employee.name"));
    assertEquals(List.of(true, false), history.getList("overdue"), "nobody waits for who is past");
    Map<String, Object> then = new HashMap<>(account(company, "acme"));
    String day = today.minusDays(201).toString();
    then.put("p", Map.of("from", day, "to", day));
    assertEquals(
        List.of("Ben Brandt"),
        lou.data(HISTORY, then).getList("data.account.executiveSponsors.employee.name"));

    String sponsor = history.getString("[0].id");
    lou.data(MEET, meeting(sponsor, 100));
    lou.data(MEET, meeting(sponsor, 1));
    JsonPath met = lou.data(HISTORY, account(company, "acme"));
    assertEquals(
        List.of(today.minusDays(1).toString(), today.minusDays(100).toString()),
        met.getList(FIRST + "meetings.heldOn"));
    assertEquals("Lou Logistics", met.getString(FIRST + "meetings[0].provenance.recordedBy.name"));
    String wrong = met.getString(FIRST + "meetings[0].id");
    assertEquals("NOT_FOUND", Client.as(company.login("ben")).refusal(REMOVE, removal(wrong, 1)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(REMOVE, removal(wrong, 1)));
    assertEquals("CONFLICT", lou.refusal(REMOVE, removal(wrong, 2)));
    JsonPath removed = lou.data(REMOVE, removal(wrong, 1));
    assertEquals(
        today.minusDays(10).toString(),
        removed.getString("data.executiveSponsorMeetingRemove.executiveSponsor.nextMeeting"));
    assertEquals("NOT_FOUND", lou.refusal(REMOVE, removal(wrong, 1)));
    assertEquals(
        List.of("DELETE", "INSERT"),
        admin
            .data(
                "query ($o: ID!) { auditTrail(filter: {objectId: $o}) { nodes { operation } } }",
                Map.of("o", wrong))
            .getList("data.auditTrail.nodes.operation"));
  }

  @Test
  void whoTheirsIsAndHowOftenTheyMeetIsChangedWithoutAnotherSponsorship() {
    Company company =
        Company.imported()
            .account("acme", "north")
            .contacts("acme", 1, "en")
            .account("bolt", "north")
            .contacts("bolt", 1, "en");
    admin.data(ASSIGN, Map.of("i", assignment(company, "acme", "chief", 50)));
    Client ana = Client.as(company.login("ana"));
    String sponsor = ana.data(HISTORY, account(company, "acme")).getString(FIRST + "id");
    Map<String, Object> change = new HashMap<>();
    change.put("id", sponsor);
    change.put("expectedVersion", 1);
    change.put("contactId", contact(company, "bolt1"));
    assertEquals("NOT_FOUND", ana.refusal(UPDATE, Map.of("i", change)), "of another account");
    change.put("contactId", contact(company, "acme1"));
    assertEquals("FORBIDDEN", Client.as(company.login("lou")).refusal(UPDATE, Map.of("i", change)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(UPDATE, Map.of("i", change)));
    assertEquals("NOT_FOUND", Client.as(company.login("ben")).refusal(UPDATE, Map.of("i", change)));
    String at = "data.executiveSponsorUpdate.executiveSponsor.";
    assertEquals("Kim 1", ana.data(UPDATE, Map.of("i", change)).getString(at + "contact.name"));
    assertEquals("CONFLICT", ana.refusal(UPDATE, Map.of("i", change)));
    change.put("expectedVersion", 2);
    JsonPath same = ana.data(UPDATE, Map.of("i", change));
    assertEquals(2, same.getInt(at + "version"), "nothing new");

    Map<String, Object> often =
        new HashMap<>(Map.of("id", sponsor, "expectedVersion", 2, "meetingInterval", 0));
    assertEquals("INVALID", ana.refusal(UPDATE, Map.of("i", often)));
    often.put("meetingInterval", 30);
    JsonPath changed = ana.data(UPDATE, Map.of("i", often));
    assertEquals("Kim 1", changed.getString(at + "contact.name"));
    assertEquals(today.minusDays(20).toString(), changed.getString(at + "nextMeeting"));
    Map<String, Object> nobody = Map.of("id", sponsor, "expectedVersion", 3, "contactId", "");
    assertNull(ana.data(UPDATE, Map.of("i", nobody)).get(at + "contact"));
    assertEquals(
        1,
        ana.data(HISTORY, account(company, "acme"))
            .getList("data.account.executiveSponsors")
            .size());
  }

  private Map<String, Object> assignment(Company company, String account, String who, int daysAgo) {
    Map<String, Object> input = new HashMap<>();
    input.put("accountId", TeamTest.account(company, account));
    input.put("employeeId", TeamTest.employee(company, who));
    input.put("since", today.minusDays(daysAgo).toString());
    return input;
  }

  private Map<String, Object> meeting(String sponsor, int daysAgo) {
    return Map.of("i", Map.of("sponsorId", sponsor, "heldOn", today.minusDays(daysAgo).toString()));
  }

  private static Map<String, Object> removal(String meeting, int version) {
    return Map.of("i", Map.of("id", meeting, "expectedVersion", version));
  }

  private static Map<String, Object> account(Company company, String account) {
    return Map.of("id", TeamTest.account(company, account));
  }

  @Test
  void nobodyIsLeadAndSponsorOfTheSameAccount() {
    Company company =
        Company.imported()
            .account("acme", "north")
            .account("bolt", "south")
            .contacts("bolt", 1, "en");
    Map<String, Object> input = new HashMap<>();
    input.put("accountId", TeamTest.account(company, "acme"));
    input.put("employeeId", TeamTest.employee(company, "ana"));
    assertEquals("WRONG_STATE", admin.refusal(ASSIGN, Map.of("i", input)));
    input.put("contactId", contact(company, "bolt1"));
    assertEquals(
        "NOT_FOUND", admin.refusal(ASSIGN, Map.of("i", input)), "a contact of another account");

    input.remove("contactId");
    input.put("employeeId", TeamTest.employee(company, "ben"));
    admin.data(ASSIGN, Map.of("i", input));
    String lead = "mutation ($i: TeamMemberAssignInput!) { teamMemberAssign(input: $i) { id } }";
    Map<String, Object> ben =
        Map.of(
            "teamId",
            TeamTest.team(company, "north"),
            "employeeId",
            TeamTest.employee(company, "ben"),
            "role",
            "LEAD",
            "handover",
            true);
    assertEquals("WRONG_STATE", admin.refusal(lead, Map.of("i", ben)));
    String move = "mutation ($i: AccountTeamAssignInput!) { accountTeamAssign(input: $i) { id } }";
    assertEquals(
        "WRONG_STATE",
        admin.refusal(
            move,
            Map.of(
                "i",
                Map.of(
                    "accountId", TeamTest.account(company, "acme"),
                    "teamId", TeamTest.team(company, "south"),
                    "expectedVersion", 1))));
  }

  @Test
  void sponsorsComeInAsAFile() {
    Company company =
        Company.imported()
            .account("acme", "north")
            .contacts("acme", 1, "en")
            .account("bolt", "north")
            .contacts("bolt", 1, "en");
    String csv =
        """
        source,external_id,account_external_id,employee_external_id,contact_external_id,valid_from,valid_until,meeting_interval_days
        %1$s,s1,acme,chief,acme1,2020-01-01,2021-01-01,30
        %1$s,s2,acme,chief,,2021-01-01,,
        %1$s,s3,acme,chief,,2022-01-01,,
        %1$s,s4,none,chief,,2022-01-01,,
        %1$s,s5,acme,chief,other,2019-01-01,2019-02-01,
        %1$s,s6,acme,chief,bolt1,2019-01-01,2019-02-01,
        """
            .formatted(company.prefix);
    JsonPath report = admin.importCsv("executive-sponsors", csv).jsonPath();
    assertEquals(2, report.getInt("created"), report.prettify());
    assertEquals(
        List.of("CONFLICT", "UNKNOWN_REFERENCE", "UNKNOWN_REFERENCE", "CONFLICT"),
        report.getList("verdicts.code"));
    assertEquals(2, admin.importCsv("executive-sponsors", csv).jsonPath().getInt("unchanged"));
  }

  @Test
  void whoeverHasLeftHasHeldItUntilThenAndIsInNobodysWay() {
    Company company =
        Company.imported()
            .account("acme", "north")
            .account("bolt", "north")
            .account("cord", "north");
    for (String account : List.of("acme", "bolt")) {
      admin.data(
          ASSIGN,
          Map.of(
              "i",
              Map.of(
                  "accountId", TeamTest.account(company, account),
                  "employeeId", TeamTest.employee(company, "ben"),
                  "since", today.minusDays(100).toString())));
    }
    String header =
        "source,external_id,account_external_id,employee_external_id,valid_from,valid_until";
    company.put("executive-sponsors", header, "%1$s,s1,cord,ben,2020-01-01,");
    Database.change(
        "update employee set active = false, left_on = date '%s' where source = ? and external_id = 'ben'"
            .formatted(today.minusDays(30)),
        company.prefix);
    Map<String, Object> chief =
        new HashMap<>(
            Map.of(
                "accountId", TeamTest.account(company, "acme"),
                "employeeId", TeamTest.employee(company, "chief"),
                "since", today.minusDays(31).toString()));
    assertEquals("WRONG_STATE", admin.refusal(ASSIGN, Map.of("i", chief)), "he was here by then");
    chief.put("since", today.minusDays(10).toString());
    admin.data(ASSIGN, Map.of("i", chief));
    String rows = "%1$s,s2,bolt,chief," + today + ",\n%1$s,s3,cord,chief," + today + ",";
    String again = "%1$s,s1,cord,ben,2020-01-01,";
    company.put("executive-sponsors", header, rows, again);
    JsonPath repeated =
        admin
            .importCsv(
                "executive-sponsors",
                header + "\n" + (rows + "\n" + again + "\n").formatted(company.prefix))
            .jsonPath();
    assertEquals(3, repeated.getInt("unchanged"), repeated::prettify);
    assertEquals("Ben Brandt", sponsor(company, "acme", 31));
    assertNull(sponsor(company, "acme", 30), "vacant from his last day on");
    assertEquals("Cleo Chief", sponsor(company, "acme", 10));
    assertEquals(
        "3",
        Database.value(
            "select count(*) from executive_sponsor s join employee e on e.id = s.employee_id"
                + " where e.source = ? and e.external_id = 'ben' and upper(s.valid) = date '%s'"
                    .formatted(today.minusDays(30)),
            company.prefix));
  }

  private String sponsor(Company company, String account, int daysAgo) {
    return admin
        .data(
            "query ($id: ID!, $day: Date) { account(id: $id) { executiveSponsor(asOf: $day) { employee { name } } } }",
            Map.of(
                "id",
                TeamTest.account(company, account),
                "day",
                today.minusDays(daysAgo).toString()))
        .getString("data.account.executiveSponsor.employee.name");
  }

  private static String contact(Company company, String externalId) {
    return GlobalId.of(
        "Contact",
        Long.parseLong(
            Database.value(
                "select id from contact where source = ? and external_id = ?",
                company.prefix,
                externalId)));
  }
}
