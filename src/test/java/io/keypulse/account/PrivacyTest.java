package io.keypulse.account;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.Together;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.PersonalRecords;
import io.keypulse.platform.Retention;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A person reads everything that is kept about them, and can become nobody. */
@KeypulseTest
class PrivacyTest {
  private static final String EXPORT =
      """
      query ($id: ID!) { contactExport(contactId: $id) {
        sections { name complete rows { fields { name value } } } } }
      """;
  private static final String ERASE =
      """
      mutation ($input: ContactEraseInput!) { contactErase(input: $input) { name email erasedAt } }
      """;
  private static final String CONTACT_HEADER =
      "source,external_id,account_external_id,name,email,role,language,phone,given_name,family_name,job_title,"
          + "occupation,street,postal_code,city,region,left_reason\n";

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;
  @Inject PersonalRecords records;
  @Inject Retention retention;

  @Test
  void anExportHoldsEverythingThatIsKeptAboutAPerson() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String marker = personEverywhere(company);
    Set<String> exported =
        marks(
            marker, List.of(Client.as("admin").data(EXPORT, Map.of("id", id(marker))).prettify()));
    assertEquals(marks(marker, dumpWithoutFiles()), exported);
    assertTrue(exported.size() > 15, exported.toString());
  }

  @Test
  void whatAnExportLeavesOutIsReadOn() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    Database.change(
        """
        insert into permission_entry (contact_id, kind, basis, reason, via, channel, said_at, recorded_at)
        select id, 'BASIS', 'CONSENT', 'said ' || n, 'STAFF', 'MANUAL', now(), now()
        from contact, generate_series(1, 2001) n where source = ? and external_id = 'acme1'
        """,
        company.prefix);
    String query =
        """
        query ($id: ID!, $s: String, $a: String) { contactExport(contactId: $id, section: $s, after: $a) {
          sections { name complete endCursor rows { fields { name value } } } } }
        """;
    Client admin = Client.as("admin");
    String contact = contactId(company, "acme1");
    JsonPath first = admin.data(query, Map.of("id", contact));
    Set<String> names = Set.copyOf(first.getList("data.contactExport.sections.name"));
    assertTrue(names.size() > 2, names.toString());
    Set<String> said = new TreeSet<>();
    String cursor = null;
    for (int rows : List.of(1000, 1000, 1)) {
      Map<String, Object> asked = new HashMap<>(Map.of("id", contact, "s", "permission_entry"));
      asked.put("a", cursor);
      JsonPath section = admin.data(query, asked).setRootPath("data.contactExport.sections[0]");
      assertEquals("permission_entry", section.getString("name"));
      List<String> reasons =
          section.getList("rows.fields.flatten().findAll { it.name == 'reason' }.value");
      assertEquals(rows, reasons.size());
      said.addAll(reasons);
      assertEquals(rows == 1, section.getBoolean("complete"));
      cursor = section.getString("endCursor");
    }
    assertEquals(2001, said.size(), "each of them once");
    assertNull(cursor);
    String of = "data.contactExport.sections.find { it.name == 'permission_entry' }.";
    assertEquals(false, first.getBoolean(of + "complete"));
    String after = first.getString(of + "endCursor");
    assertEquals("INVALID", admin.refusal(query, Map.of("id", contact, "a", after)));
    assertEquals("INVALID", admin.refusal(query, Map.of("id", contact, "s", "nothing")));
    for (Map<String, Object> other :
        List.<Map<String, Object>>of(
            Map.of("id", contact, "s", "contact", "a", after),
            Map.of("id", contactId(company, "acme2"), "s", "permission_entry", "a", after))) {
      assertEquals("INVALID", admin.refusal(query, other));
    }
  }

  @Test
  void everyExportIsInTheAuditTrailOfItsPersonWithNothingOfWhatWasRead() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String contact = contactId(company, "acme1");
    Client.as("admin").data(EXPORT, Map.of("id", contact));
    Client.as("admin").data(EXPORT, Map.of("id", contact));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(EXPORT, Map.of("id", contact)));
    for (String seer : List.of("admin", company.login("ana"))) {
      List<Map<String, Object>> entries =
          Client.as(seer)
              .data(
                  """
                  query ($id: ID!) { auditTrail(filter: {objectId: $id}) {
                    nodes { operation byName objectType objectId changes { field } } } }
                  """,
                  Map.of("id", contact))
              .getList("data.auditTrail.nodes.findAll { it.operation == 'EXPORT' }");
      Map<String, Object> entry =
          Map.of(
              "operation", "EXPORT",
              "byName", "admin@keypulse.example",
              "objectType", "Contact",
              "objectId", contact,
              "changes", List.of());
      assertEquals(List.of(entry, entry), entries, seer);
    }
    assertEquals(
        "0",
        Database.value(
            "select count(*) from audit_entry where operation = 'EXPORT' and changes <> '{}'"));
  }

  @Test
  void anExportTellsAnswersInWords() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    String page = Mailbox.of(company.address("acme", 1)).getLast().answerPath();
    given().formParams("overall", 2, "DELIVERY", 1).post(page).then().statusCode(200);
    given().formParams("PRICE", 4, "DELIVERY", 1).post(page).then().statusCode(200);
    company.closeWave(wave);
    Database.change(
        """
        insert into follow_up_proof (follow_up_id, account_id, team_id, contact_id, round, key, token_hash, asked_at,
          expires_at, answered_at, answer, outcome)
        select id, account_id, team_id, contact_id, 1, gen_random_uuid(), sha256('proof'), now(), now(), now(), 5, 'RECOVERED'
        from follow_up where contact_id = (select id from contact where source = ? and external_id = 'acme1')
        """,
        company.prefix);
    JsonPath export = Client.as("admin").data(EXPORT, Map.of("id", contactId(company, "acme1")));
    assertEquals("SOMEWHAT_DISSATISFIED", told(export, "answer", "overall"));
    assertEquals(
        "PRICE: SATISFIED_OVERALL, DELIVERY: EXTREMELY_DISSATISFIED",
        told(export, "answer", "ratings"));
    assertEquals("DELIVERY: EXTREMELY_DISSATISFIED", told(export, "answer_version", "ratings"));
    assertEquals("VERY_SATISFIED", told(export, "follow_up_proof", "answer"));
  }

  private static String told(JsonPath export, String section, String field) {
    return export.getString(
        "data.contactExport.sections.find { it.name == '%s' }.rows[0].fields.find { it.name == '%s' }.value"
            .formatted(section, field));
  }

  @Test
  void nothingOfAnErasedPersonIsLeftInAnyTableAndTheCountsStay() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String marker = personEverywhere(company);
    String contact = id(marker);
    String figures = figures(company);
    String erased =
        Client.as("admin").data(ERASE, erasure(contact)).getString("data.contactErase.name");
    assertEquals("Erased", erased);
    assertEquals(Set.of(), marks(marker, dumpWithoutFiles()));
    assertEquals(
        List.of(),
        Database.column(
            "select job_id from import_chunk where position(convert_to(?, 'UTF8') in bytes) > 0",
            marker));
    assertEquals(figures, figures(company));
    assertEquals(
        List.of("0"),
        Database.column(
            """
            select count(*) from import_job j join import_verdict v on v.job_id = j.id
            where v.message = 'Erased.' and v.code = 'DROPPED' and j.parked > 0
            """),
        "a parked row that went is counted as one that did not get in");
  }

  private static final String READMIT =
      "mutation ($input: ContactReadmitInput!) { contactReadmit(input: $input) { identities } }";

  @Test
  void anErasedPersonDoesNotComeBack() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    Client admin = Client.as("admin");
    String other = contactId(company, "acme2");
    String account =
        admin
            .data("query ($id: ID!) { contact(id: $id) { account { id } } }", Map.of("id", other))
            .getString("data.contact.account.id");
    admin.data(ERASE, erasure(contactId(company, "acme1")));
    assertEquals(
        List.of("ERASED", "ERASED"),
        codes(
            company,
            "contacts",
            "source,external_id,account_external_id,name,email,role,language",
            "%1$s,acme1,acme,Kim 1,new@acme.%1$s.example,BUYER,en",
            "%1$s,acme9,acme,Kim 9,KIM1@acme.%1$s.example,BUYER,en",
            ""));
    assertEquals(
        List.of("ERASED", "ERASED"),
        codes(
            company,
            "permissions",
            "source,external_id,email,contact_external_id,kind,said_on",
            "%1$s,p1,kim1@acme.%1$s.example,,OBJECTION,2026-01-01",
            "%1$s,p2,,acme1,OBJECTION,2026-01-01",
            ""));
    assertEquals(
        List.of("ERASED"),
        codes(
            company,
            "executive-sponsors",
            "source,external_id,account_external_id,employee_external_id,valid_from,contact_external_id",
            "%1$s,s1,acme,chief,2020-01-01,acme1",
            ""));
    assertEquals(
        "WRONG_STATE",
        admin.refusal(
            "mutation ($input: ContactCreateInput!) { contactCreate(input: $input) { id } }",
            Map.of(
                "input",
                Map.of(
                    "accountId",
                    account,
                    "email",
                    company.address("acme", 1),
                    "parts",
                    Map.of("name", "Kim", "roles", List.of("BUYER"), "language", "en")))));
    assertEquals(
        "WRONG_STATE",
        admin.refusal(
            "mutation ($input: ContactPointAddInput!) { contactPointAdd(input: $input) { id } }",
            Map.of(
                "input",
                Map.of(
                    "contactId", other, "means", "EMAIL", "value", company.address("acme", 1)))));
    assertEquals(
        List.of("acme2"),
        Database.column(
            "select external_id from contact where source = ? and erased_at is null",
            company.prefix));
  }

  @Test
  void anErasedPersonComesBackWhenTheyAskTo() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Client admin = Client.as("admin");
    admin.data(ERASE, erasure(contactId(company, "acme1")));
    String header = "source,external_id,account_external_id,name,email,role,language";
    String kim = "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,BUYER,en";
    assertEquals(List.of("ERASED"), codes(company, "contacts", header, kim, ""));
    Map<String, Object> wish =
        Map.of(
            "email", " KIM1@acme." + company.prefix + ".example", "reason", "Asked on the phone");
    for (Client other : List.of(Client.as(company.login("chief")), Client.as("analyst"))) {
      assertEquals("FORBIDDEN", other.refusal(READMIT, Map.of("input", wish)));
    }
    assertEquals(
        2,
        admin.data(READMIT, Map.of("input", wish)).getInt("data.contactReadmit.identities"),
        "the address and the external id");
    assertEquals("NOT_FOUND", admin.refusal(READMIT, Map.of("input", wish)));
    assertEquals("INVALID", admin.refusal(READMIT, Map.of("input", Map.of("reason", "Why"))));
    assertEquals(List.of(), codes(company, "contacts", header, kim, ""));
    String back = contactId(company, "acme1");
    admin.data(ERASE, erasure(back));
    assertEquals(List.of("ERASED"), codes(company, "contacts", header, kim, ""), "and goes again");
  }

  @Test
  void anAddressOfTwoPeopleStaysWithTheOther() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme2,acme,Kim 2,kim1@acme.%1$s.example,BUYER,en");
    company.put(
        "permissions",
        "source,external_id,email,kind,said_on",
        "%1$s,p1,kim1@acme.%1$s.example,OBJECTION,2026-01-01");
    Client.as("admin").data(ERASE, erasure(contactId(company, "acme1")));
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme2,acme,Kim Two,kim1@acme.%1$s.example,BUYER,en");
    assertEquals(
        "OBJECTED",
        Client.as("admin")
            .data(
                "query ($id: ID!) { contact(id: $id) { permission { reason } } }",
                Map.of("id", contactId(company, "acme2")))
            .getString("data.contact.permission.reason"));
  }

  @Test
  void onlyAdministratorsExportAndErase() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String contact = contactId(company, "acme1");
    for (Client other : List.of(Client.as(company.login("chief")), Client.as("analyst"))) {
      assertEquals("FORBIDDEN", other.refusal(EXPORT, Map.of("id", contact)));
      assertEquals("FORBIDDEN", other.refusal(ERASE, erasure(contact)));
    }
    Client admin = Client.as("admin");
    assertEquals("INVALID", admin.refusal(EXPORT, Map.of("id", "nonsense")));
    assertEquals(
        "NOT_FOUND",
        admin.refusal(EXPORT, Map.of("id", io.keypulse.platform.GlobalId.of("Contact", 0))));
    Map<String, Object> stale = new HashMap<>(input(contact));
    stale.put("expectedVersion", 99);
    assertEquals("CONFLICT", admin.refusal(ERASE, Map.of("input", stale)));
    Map<String, Object> silent = new HashMap<>(input(contact));
    silent.put("reason", " ");
    assertEquals("INVALID", admin.refusal(ERASE, Map.of("input", silent)));
    Map<String, Object> erasure = erasure(contact);
    admin.data(ERASE, erasure);
    assertEquals("WRONG_STATE", admin.refusal(ERASE, erasure));
    assertEquals(
        "WRONG_STATE",
        admin.refusal(
            "mutation ($input: ContactUpdateInput!) { contactUpdate(input: $input) { id } }",
            Map.of(
                "input",
                Map.of(
                    "id",
                    contact,
                    "expectedVersion",
                    version(contact),
                    "parts",
                    Map.of("name", "Kim Again")))));
  }

  @Test
  void aFileThatComesInWhileAPersonIsErasedDoesNotReviveThem() throws Exception {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Map<String, Object> erasure = erasure(contactId(company, "acme1"));
    AtomicInteger turn = new AtomicInteger();
    Together.run(
        2,
        () -> {
          if (turn.getAndIncrement() == 0) {
            Client.as("admin").data(ERASE, erasure);
          } else {
            for (int i = 0; i < 5; i++) {
              Client.as("admin")
                  .importCsv(
                      "contacts",
                      "source,external_id,account_external_id,name,email,role,language\n%1$s,acme1,acme,Kim 1,%2$s,BUYER,en\n"
                          .formatted(company.prefix, company.address("acme", 1)));
            }
          }
        });
    assertEquals(
        List.of("Erased"),
        Database.column("select name from contact where source = ?", company.prefix));
  }

  @Test
  void everyTableThatMentionsPeopleIsKnown() {
    assertEquals(
        List.of(),
        Database.column(
            """
            select distinct c.table_name::text from information_schema.columns c
            join information_schema.tables t using (table_schema, table_name)
            where c.table_schema = 'keypulse' and t.table_type = 'BASE TABLE' and c.table_name <> 'employee'
              and (c.column_name like '%contact_id' or c.column_name like '%email%' or c.data_type = 'bytea'
                or c.table_name = 'contact' or c.column_name in ('cells', 'changes', 'message', 'why'))
              and c.table_name <> all (string_to_array(?, ','))
            order by 1
            """,
            String.join(",", records.tables())),
        "say in a PersonalData.Of of its room what becomes of these when a person is erased");
  }

  @Test
  void whatWasKeptLongEnoughGoes() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,left_on",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,BUYER,en,2020-01-01",
        "%1$s,acme2,acme,Kim 2,kim2@acme.%1$s.example,BUYER,en,2026-11-01");
    Database.change(
        "insert into audit_entry (at, viewer_name, operation, object_type, object_id, changes) values ('2010-01-01', ?, 'INSERT', 'team', 0, '{}')",
        company.prefix);
    Database.change(
        "insert into idempotency_key (viewer, operation, key, fingerprint, created_at) values (?, 'o', 'old', 'f', '2010-01-01'), (?, 'o', 'new', 'f', now())",
        company.prefix,
        company.prefix);
    failedJob(company.prefix, "2010-01-01", company.prefix);
    retention.run(clock.instant());
    assertEquals(
        List.of("Erased", "Kim 2"),
        Database.column("select name from contact where source = ? order by 1", company.prefix));
    assertEquals(
        List.of(),
        Database.column("select id from audit_entry where viewer_name = ?", company.prefix));
    assertEquals(
        List.of("new"),
        Database.column("select key from idempotency_key where viewer = ?", company.prefix));
    assertEquals(
        List.of(),
        Database.column("select job_id from import_verdict where message = ?", company.prefix));
  }

  /** Leaves a mark of its own in every place where a person can be. */
  private String personEverywhere(Company company) {
    String m = "zq" + company.prefix;
    Client admin = Client.as("admin");
    String row =
        "%1$s,%2$sid,%3$s,%2$sname,%2$smail@%2$sdomain.example,BUYER,en,%4$s,%2$sgiven,%2$sfamily,%2$sjob,%2$soccupation,%2$sstreet,%2$spostal,%2$scity,%2$sregion,%2$sleft\n";
    String phone = "+49 30 1234567";
    assertEquals(
        1,
        admin
            .importCsv("contacts", CONTACT_HEADER + row.formatted(company.prefix, m, "acme", phone))
            .jsonPath()
            .getInt("created"));
    admin.importCsv("contacts", CONTACT_HEADER + row.formatted(company.prefix, m, "ghost", phone));
    admin.importCsv(
        "executive-sponsors",
        "source,external_id,account_external_id,employee_external_id,valid_from,contact_external_id\n%1$s,s1,acme,chief,2020-01-01,%2$sid\n"
            .formatted(company.prefix, m));
    String contact = id(m);
    admin.data(
        "mutation ($input: ContactPointAddInput!) { contactPointAdd(input: $input) { id } }",
        Map.of(
            "input",
            Map.of("contactId", contact, "means", "EMAIL", "value", m + "second@x.example")));
    admin.data(
        "mutation ($input: PermissionRecordInput!) { permissionRecord(input: $input) { reason } }",
        Map.of(
            "input",
            Map.of(
                "contactId", contact, "kind", "BASIS", "basis", "CONSENT", "reason", m + "basis")));
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    given()
        .formParam("overall", 2)
        .formParam("why", m + "why")
        .post(Mailbox.of(m + "mail@" + m + "domain.example").getLast().answerPath())
        .then()
        .statusCode(200);
    given()
        .formParam("why", m + "second")
        .post(Mailbox.of(m + "mail@" + m + "domain.example").getLast().answerPath())
        .then()
        .statusCode(200);
    Database.change(
        """
        insert into phone_attempt (wave_id, contact_id, account_id, team_id, outcome, note, interviewer_id, attempted_at)
        select f.wave_id, c.id, c.account_id, c.team_id, 'NO_ANSWER', ?,
          (select min(id) from employee), now()
        from contact c join frame_entry f on f.contact_id = c.id where c.external_id = ?
        """,
        m + "note",
        m + "id");
    Database.change(
        "update mail set readdressed_to = ? where contact_id = (select id from contact where external_id = ?)",
        m + "corrected@x.example",
        m + "id");
    company.closeWave(wave);
    writtenAboutTheCase(m);
    Database.change(
        "insert into refused_address (email, refused_at, reason) values (?, now(), ?)",
        m + "mail@" + m + "domain.example",
        "550 " + m + "refused");
    failedJob(company.prefix, "2026-01-01", "Nobody is " + company.prefix + "/" + m + "id");
    return m;
  }

  private static void writtenAboutTheCase(String m) {
    for (String into :
        List.of(
            "follow_up_contact (follow_up_id, account_id, team_id, at, means, reached, summary) select id, account_id, team_id, now(), 'EMAIL', true, ? || 'talk'",
            "follow_up_action (follow_up_id, account_id, team_id, what, owner_id, due_on) select id, account_id, team_id, ? || 'action', owner_id, '2026-01-01'",
            "follow_up_line (follow_up_id, account_id, team_id, line, approved_at) select id, account_id, team_id, ? || 'line', now()")) {
      Database.change(
          "insert into "
              + into
              + " from follow_up where contact_id = (select id from contact where external_id = ?)",
          m,
          m + "id");
    }
  }

  private static void failedJob(String prefix, String ended, String message) {
    Database.change(
        """
        with job as (
          insert into import_job (kind, file_name, mode, state, defaults, encoding, delimiter, decimal_mark,
            date_pattern, rows, requested_by_name, requested_at, ended_at)
          values ('contacts', 'f.csv', 'UPSERT', 'FAILED', '{}', 'UTF-8', ',', '.', 'yyyy-MM-dd', 1, 'nobody',
            now(), cast(? as timestamptz)) returning id),
        said as (
          insert into import_verdict (job_id, line, verdict, column_name, message)
          select id, 2, 'REJECTED', '', ? from job)
        insert into import_chunk (job_id, number, bytes) select id, 0, convert_to(?, 'UTF8') from job
        """,
        ended,
        message,
        "zq" + prefix + "chunk");
  }

  private static List<String> codes(Company company, String kind, String... lines) {
    return Client.as("admin")
        .importCsv(kind, String.join("\n", lines).formatted(company.prefix) + "\n")
        .jsonPath()
        .getList("verdicts.code");
  }

  private static Set<String> marks(String marker, List<String> texts) {
    Set<String> marks = new TreeSet<>();
    Pattern mark = Pattern.compile(marker + "[a-z]*");
    texts.forEach(text -> mark.matcher(text).results().map(MatchResult::group).forEach(marks::add));
    return marks;
  }

  /** Every row of every table as text. */
  private static List<String> dumpWithoutFiles() {
    List<String> tables =
        Database.column(
            """
            select table_name::text from information_schema.tables
            where table_schema = 'keypulse' and table_type = 'BASE TABLE' and table_name <> 'import_chunk'
            """);
    return tables.stream()
        .flatMap(table -> Database.column("select t::text from " + table + " t").stream())
        .toList();
  }

  private static String figures(Company company) {
    return Database.value(
        """
        select row((select count(*) from contact where source = ?),
          (select array_agg(overall order by overall) from answer n join contact c on c.id = n.contact_id
            where c.source = ?),
          (select array_agg(i.state order by i.state) from asked i join contact c on c.id = i.contact_id
            where c.source = ?),
          (select count(*) from frame_entry f join contact c on c.id = f.contact_id where c.source = ?))::text
        """,
        company.prefix,
        company.prefix,
        company.prefix,
        company.prefix);
  }

  private static Map<String, Object> erasure(String contact) {
    return Map.of("input", input(contact));
  }

  private static Map<String, Object> input(String contact) {
    return Map.of(
        "contactId", contact, "expectedVersion", version(contact), "reason", "Asked by letter");
  }

  private static int version(String contact) {
    JsonPath answer =
        Client.as("admin")
            .data("query ($id: ID!) { contact(id: $id) { version } }", Map.of("id", contact));
    return answer.getInt("data.contact.version");
  }

  private static String id(String marker) {
    return global("select id from contact where external_id = ?", marker + "id");
  }

  private static String contactId(Company company, String externalId) {
    return global(
        "select id from contact where source = ? and external_id = ?", company.prefix, externalId);
  }

  private static String global(String sql, Object... parameters) {
    return io.keypulse.platform.GlobalId.of(
        "Contact", Integer.parseInt(Database.value(sql, parameters)));
  }
}
