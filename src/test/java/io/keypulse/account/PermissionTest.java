package io.keypulse.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who does not want to be asked stays unasked, whatever happens to the contact. */
@KeypulseTest
class PermissionTest {
  private static final String RECORD =
      """
      mutation ($input: PermissionRecordInput!) {
        permissionRecord(input: $input) { mayBeAsked reason entries { kind via } } }
      """;

  @Test
  void anObjectionHoldsUntilSomebodyWithdrawsItWithAReason() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Client ana = Client.as(company.login("ana"));
    String contact = contactId(company);
    JsonPath objected = ana.data(RECORD, said(contact, "kind", "OBJECTION"));
    assertEquals(false, objected.get("data.permissionRecord.mayBeAsked"));
    assertEquals("OBJECTED", objected.getString("data.permissionRecord.reason"));

    assertEquals("INVALID", ana.refusal(RECORD, said(contact, "kind", "OBJECTION_WITHDRAWN")));
    JsonPath withdrawn =
        ana.data(RECORD, said(contact, "kind", "OBJECTION_WITHDRAWN", "reason", "Called us"));
    assertEquals(true, withdrawn.get("data.permissionRecord.mayBeAsked"));
    assertEquals(
        List.of("OBJECTION_WITHDRAWN", "OBJECTION"),
        withdrawn.getList("data.permissionRecord.entries.kind"));
  }

  @Test
  void whatSomebodyWithoutAnAddressSaysHoldsForThemInDrawsAndCallsUntilTheyTakeItBack() {
    Company company = Company.imported().keyAccount("acme", "north", 0);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,phone",
        "%1$s,acme1,acme,Kim 1,,BUYER,en,+49 30 1000001",
        "%1$s,acme2,acme,Kim 2,,BUYER,en,+49 30 1000002",
        "%1$s,acme3,acme,Kim 3,,BUYER,en,+49 30 1000003");
    company.put(
        "permissions",
        "source,external_id,contact_external_id,kind,said_on,snoozed_until",
        "%1$s,quiet,acme2,SNOOZE,2026-03-01," + today().plusDays(90));
    Client ana = Client.as(company.login("ana"));
    List<String> contacts = contactIds(company);
    JsonPath objected = ana.data(RECORD, said(contacts.getFirst(), "kind", "OBJECTION"));
    assertEquals("OBJECTED", objected.getString("data.permissionRecord.reason"));
    assertEquals(
        "WRONG_STATE",
        ana.refusal(RECORD, said(contacts.getFirst(), "kind", "REACHABLE", "reason", "Rang")));
    String program = company.program(100_000, Map.of("channels", List.of("PHONE")));
    String wave = company.openWave(program);
    assertEquals(List.of("acme1=OBJECTED", "acme2=SNOOZED", "acme3=null"), frame(company));
    assertEquals(List.of("Kim 3"), called(ana, wave));
    ana.data(
        RECORD,
        said(contacts.get(2), "kind", "SNOOZE", "snoozedUntil", today().plusDays(9).toString()));
    assertEquals(List.of(), called(ana, wave));

    ana.data(
        "mutation ($id: ID!, $email: String!) { contactPointAdd(input: {contactId: $id, means: EMAIL, value: $email}) { id } }",
        Map.of("id", contacts.getFirst(), "email", "kim1@acme." + company.prefix + ".example"));
    JsonPath takenBack =
        ana.data(
            RECORD, said(contacts.getFirst(), "kind", "OBJECTION_WITHDRAWN", "reason", "Rang us"));
    assertEquals(true, takenBack.get("data.permissionRecord.mayBeAsked"));
    company.closeWave(wave);
  }

  private static List<String> called(Client who, String wave) {
    return who.data(
            "query ($w: ID!) { phoneInterviews(waveId: $w) { nodes { contact { name } } } }",
            Map.of("w", wave))
        .getList("data.phoneInterviews.nodes.contact.name");
  }

  @Test
  void whatWasSaidAtAnAccountOfOthersCountsAndIsNeitherReadNorTakenBack() {
    Company company = Company.imported().keyAccount("acme", "north", 1).account("other", "south");
    Client ana = Client.as(company.login("ana"));
    Client ben = Client.as(company.login("ben"));
    String contact = contactId(company);
    ana.data(RECORD, said(contact, "kind", "OBJECTION", "reason", "Is on sick leave"));
    String until = today().plusDays(90).toString();
    ana.data(
        RECORD,
        said(contact, "kind", "SNOOZE", "snoozedUntil", until, "reason", "Is on sick leave"));
    JsonPath probe =
        ben.data(
                """
                mutation ($account: ID!, $email: String!) {
                  contactCreate(input: {accountId: $account, email: $email, parts: {name: "Probe", language: "en", roles: [USER]}}) {
                    id permission { mayBeAsked entries { kind reason provenance { recordedBy { name } } } } } }
                """,
                Map.of("account", accountId(company, "other"), "email", company.address("acme", 1)))
            .setRootPath("data.contactCreate");
    assertEquals(false, probe.get("permission.mayBeAsked"));
    assertEquals(List.of("SNOOZE", "OBJECTION"), probe.getList("permission.entries.kind"));
    assertEquals(Arrays.asList(null, null), probe.getList("permission.entries.reason"));
    assertEquals(
        Arrays.asList(null, null), probe.getList("permission.entries.provenance.recordedBy"));
    String mine = probe.getString("id");
    assertEquals(
        "FORBIDDEN",
        ben.refusal(RECORD, said(mine, "kind", "OBJECTION_WITHDRAWN", "reason", "Lift it")));
    String tomorrow = today().plusDays(1).toString();
    assertEquals(
        "FORBIDDEN",
        ben.refusal(
            RECORD, said(mine, "kind", "SNOOZE", "snoozedUntil", tomorrow, "reason", "Lift it")));
    assertEquals("OBJECTED", reason(company));
    JsonPath own =
        ben.data(
                """
                mutation ($id: ID!, $email: String!) {
                  contactPointAdd(input: {contactId: $id, means: EMAIL, value: $email}) { version emails { id } } }
                """,
                Map.of("id", mine, "email", "probe@" + company.prefix + ".example"))
            .setRootPath("data.contactPointAdd");
    ben.data(
        "mutation ($id: ID!, $v: Int!) { contactPointMakePrimary(input: {id: $id, expectedVersion: $v}) { id } }",
        Map.of("id", own.getString("emails[1].id"), "v", own.getInt("version")));
    assertEquals(
        Arrays.asList(null, null),
        ben.data(
                "query ($id: ID!) { contact(id: $id) { permission { entries { reason } } } }",
                Map.of("id", mine))
            .getList("data.contact.permission.entries.reason"),
        "an address of their own inherits it without the reasons");

    assertEquals(
        List.of("Is on sick leave", "Is on sick leave"),
        ana.data(
                "query ($id: ID!) { contact(id: $id) { permission { entries { reason } } } }",
                Map.of("id", contact))
            .getList("data.contact.permission.entries.reason"));
    ana.data(RECORD, said(contact, "kind", "OBJECTION_WITHDRAWN", "reason", "Is back"));
  }

  @Test
  void aDrawLeavesOutWhoObjectedToItsProgramOrSnoozes() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    String program = company.program(100_000);
    String other = company.program(100_000);
    Client ana = Client.as(company.login("ana"));
    List<String> contacts = contactIds(company);
    ana.data(RECORD, said(contacts.get(0), "kind", "OBJECTION", "programId", program));
    ana.data(RECORD, said(contacts.get(1), "kind", "OBJECTION", "programId", other));
    ana.data(
        RECORD,
        said(contacts.get(2), "kind", "SNOOZE", "snoozedUntil", today().plusDays(1).toString()));
    String wave = company.openWave(program);
    assertEquals(List.of("acme1=OBJECTED", "acme2=null", "acme3=SNOOZED"), frame(company));
    company.closeWave(wave);
  }

  @Test
  void noImportOfTheContactLosesAnObjection() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Client.as(company.login("ana")).data(RECORD, said(contactId(company), "kind", "OBJECTION"));
    company.contacts("acme", 1, "de");
    assertEquals("OBJECTED", reason(company));
    email(company, "new@acme.%1$s.example");
    assertEquals("OBJECTED", reason(company), "a new address inherits it");
    loseAddresses(company);
    assertEquals("OBJECTED", reason(company), "without one too");
    email(company, "newest@acme.%1$s.example");
    assertEquals("OBJECTED", reason(company), "also after a time without one");
    email(company, "kim1@acme.%1$s.example");
    assertEquals("OBJECTED", reason(company), "and the old address still has it");
  }

  @Test
  void noMoveOfTheContactAndNoMergeOfTheirAccountLosesAnObjection() {
    Company company = Company.imported().keyAccount("acme", "north", 1).account("bolt", "north");
    Client admin = Client.as("admin");
    Client.as(company.login("ana")).data(RECORD, said(contactId(company), "kind", "OBJECTION"));
    String acme = accountId(company, "acme");
    String bolt = accountId(company, "bolt");
    String contact = Database.value("select id from contact where source = ?", company.prefix);
    String contactId = GlobalId.of("Contact", Integer.parseInt(contact));
    admin.data(
        "mutation ($input: ContactMoveInput!) { contactMove(input: $input) { id } }",
        Map.of("input", Map.of("id", contactId, "expectedVersion", 1, "accountId", bolt)));
    String reason = "query ($id: ID!) { contact(id: $id) { permission { reason } } }";
    assertEquals(
        "OBJECTED",
        admin.data(reason, Map.of("id", contactId)).getString("data.contact.permission.reason"));
    admin.data(
        "mutation ($input: AccountMergeInput!) { accountMerge(input: $input) { id } }",
        Map.of(
            "input",
            Map.of(
                "winnerId",
                acme,
                "winnerExpectedVersion",
                1,
                "loserId",
                bolt,
                "loserExpectedVersion",
                1)));
    assertEquals(
        "OBJECTED",
        admin.data(reason, Map.of("id", contactId)).getString("data.contact.permission.reason"));
  }

  @Test
  void aFileOfPermissionsCountsByTheDayOnWhichSomethingWasSaid() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String header = "source,external_id,contact_external_id,email,kind,said_on,basis,reason";
    company.put(
        "permissions",
        header,
        "%1$s,p1,acme1,,OBJECTION,2026-03-01,,By letter",
        "%1$s,p2,acme1,,OBJECTION_WITHDRAWN,2026-01-01,,An older one",
        "%1$s,p3,,KIM2@acme.%1$s.example,OBJECTION,2026-03-01,,",
        "%1$s,p4,acme2,,BASIS,2026-03-01,CONSENT,");
    assertEquals(List.of("OBJECTED", "OBJECTED"), reasons(company));
    company.put(
        "permissions",
        header,
        "%1$s,p5,acme1,,OBJECTION_WITHDRAWN,2026-03-02,,Called us",
        "%1$s,p3,,KIM2@acme.%1$s.example,OBJECTION,2026-03-01,,");
    assertEquals(java.util.Arrays.asList(null, "OBJECTED"), reasons(company));
    String changed =
        header
            + "\n%1$s,p1,acme1,,SNOOZE,2026-03-01,,\n%1$s,p3,,kim2@acme.%1$s.example,BASIS,2026-03-01,CONSENT,\n%1$s,p6,acme1,x@y.example,OBJECTION,2026-03-01,,\n%1$s,p7,acme1,,BASIS,2026-03-01,,\n%1$s,p8,later,,OBJECTION,2026-03-01,,\n";
    JsonPath report =
        Client.as("admin").importCsv("permissions", changed.formatted(company.prefix)).jsonPath();
    assertEquals(4, report.getInt("rejected"));
    assertEquals(1, report.getInt("parked"));
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,later,acme,Zoe Later,zoe@acme.%1$s.example,BUYER,en");
    assertEquals(
        "OBJECTED", reasons(company).getLast(), "the parked objection came with the contact");
  }

  @Test
  void everyEntryTellsWhoRecordedIt() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Client ana = Client.as(company.login("ana"));
    JsonPath recorded =
        ana.data(
            """
            mutation ($input: PermissionRecordInput!) { permissionRecord(input: $input) {
              entries { provenance { channel source recordedBy { name } } } } }
            """,
            said(contactId(company), "kind", "OBJECTION", "channel", "TELEPHONE"));
    String entry = "data.permissionRecord.entries[0].provenance.";
    assertEquals("Ana Alvarez", recorded.getString(entry + "recordedBy.name"));
    assertEquals("TELEPHONE", recorded.getString(entry + "channel"));
  }

  @Test
  void onlyWhoSeesTheContactRecordsAndAnalystsNever() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Map<String, Object> objection = said(contactId(company), "kind", "OBJECTION");
    assertEquals("NOT_FOUND", Client.as(company.login("ben")).refusal(RECORD, objection));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(RECORD, objection));
    Client.as(company.login("chief")).data(RECORD, objection);
    Client.as("admin").data(RECORD, objection);
  }

  @Test
  void partsThatDoNotBelongTogetherAreRefused() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Client ana = Client.as(company.login("ana"));
    String contact = contactId(company);
    for (Map<String, Object> bad :
        List.of(
            said(contact, "kind", "BASIS"),
            said(contact, "kind", "OBJECTION", "basis", "CONSENT"),
            said(contact, "kind", "SNOOZE"),
            said(contact, "kind", "OBJECTION", "reason", " "),
            said(contact, "kind", "OBJECTION", "programId", "nonsense"),
            said("nonsense", "kind", "OBJECTION"))) {
      assertEquals("INVALID", ana.refusal(RECORD, bad));
    }
    loseAddresses(company);
    assertEquals(
        "WRONG_STATE", ana.refusal(RECORD, said(contact, "kind", "REACHABLE", "reason", "Rang")));
  }

  @Test
  void theSameKeyRecordsOnce() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Client ana = Client.as(company.login("ana"));
    Map<String, Object> basis =
        said(contactId(company), "kind", "BASIS", "basis", "CONSENT", "idempotencyKey", "k1");
    ana.data(RECORD, basis);
    assertEquals(
        List.of("BASIS"), ana.data(RECORD, basis).getList("data.permissionRecord.entries.kind"));
  }

  @Test
  void noRoleOfTheApplicationCanChangeTheLedger() {
    for (String role : List.of("keypulse_member", "keypulse_analyst", "keypulse_system")) {
      for (String change :
          List.of(
              "update permission_entry set kind = 'BASIS' returning id",
              "delete from permission_entry returning id")) {
        assertEquals(
            "42501",
            assertThrows(
                    SQLException.class,
                    () -> Database.asApplication(List.of("set role " + role), change))
                .getSQLState());
      }
    }
  }

  @Test
  void aMemberOfTheDatabaseReadsTheLedgerOfTheirContactsOnly() throws SQLException {
    Company company =
        Company.imported().keyAccount("acme", "north", 1).keyAccount("bolt", "south", 1);
    Client.as(company.login("ana")).data(RECORD, said(contactId(company), "kind", "OBJECTION"));
    for (Map.Entry<String, String> seer : Map.of("ana", "1", "ben", "0", "chief", "1").entrySet()) {
      String viewer =
          Database.value(
              "select id from employee where source = ? and external_id = ?",
              company.prefix,
              seer.getKey());
      assertEquals(
          List.of(seer.getValue()),
          Database.asApplication(
              List.of("set role keypulse_member", "set keypulse.viewer = '" + viewer + "'"),
              "select count(*) from permission_entry"));
    }
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  private static Map<String, Object> said(String contact, String... parts) {
    Map<String, Object> input = new java.util.HashMap<>(Map.of("contactId", contact));
    for (int i = 0; i < parts.length; i += 2) {
      input.put(parts[i], parts[i + 1]);
    }
    return Map.of("input", input);
  }

  private static void email(Company company, String address) {
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme1,acme,Kim 1," + address + ",BUYER,en");
  }

  private static void loseAddresses(Company company) {
    for (String point :
        Database.column(
            "select p.id from contact_point p join contact c on c.id = p.contact_id where c.source = ?",
            company.prefix)) {
      String version =
          Database.value(
              "select c.version from contact_point p join contact c on c.id = p.contact_id where p.id = "
                  + point);
      Client.as("admin")
          .data(
              "mutation ($i: ContactPointInput!) { contactPointRemove(input: $i) { email } }",
              Map.of(
                  "i",
                  Map.of(
                      "id",
                      GlobalId.of("ContactPoint", Integer.parseInt(point)),
                      "expectedVersion",
                      Integer.parseInt(version))));
    }
  }

  private static String accountId(Company company, String externalId) {
    return GlobalId.of(
        "Account",
        Integer.parseInt(
            Database.value(
                "select id from account where source = ? and external_id = ?",
                company.prefix,
                externalId)));
  }

  private static String contactId(Company company) {
    return contactIds(company).getFirst();
  }

  private static List<String> contactIds(Company company) {
    return Client.as(company.login("ana"))
        .data("{ accounts { nodes { contacts { id } } } }")
        .getList("data.accounts.nodes[0].contacts.id");
  }

  private static String reason(Company company) {
    return Client.as(company.login("ana"))
        .data("{ accounts { nodes { contacts { permission { reason } } } } }")
        .getString("data.accounts.nodes[0].contacts[0].permission.reason");
  }

  private static List<String> reasons(Company company) {
    return Client.as(company.login("ana"))
        .data("{ accounts { nodes { contacts { permission { reason } } } } }")
        .getList("data.accounts.nodes[0].contacts.permission.reason");
  }

  private static List<String> frame(Company company) {
    return Database.column(
        """
        select c.external_id || '=' || coalesce(f.exclusion, 'null') from frame_entry f
        join contact c on c.id = f.contact_id where c.source = ? order by c.external_id
        """,
        company.prefix);
  }
}
