package io.keypulse.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KeypulseTest
class ContactTest {
  private static final String PERSON =
      " id name givenName familyName jobTitle occupation email phone role roles language timeZone postalAddress { street city country } birthYear gender since leftOn leftReason version provenance { channel recordedBy { name } } reportsTo { name } account { externalId } emails { id value kind primary } phones { id value primary } ";
  private static final String CREATE =
      "mutation ($i: ContactCreateInput!) { contactCreate(input: $i) {" + PERSON + "} }";
  private static final String UPDATE =
      "mutation ($i: ContactUpdateInput!) { contactUpdate(input: $i) {" + PERSON + "} }";
  private static final String LEAVE =
      "mutation ($i: ContactLeaveInput!) { contactLeave(input: $i) {" + PERSON + "} }";
  private static final String MOVE =
      "mutation ($i: ContactMoveInput!) { contactMove(input: $i) {" + PERSON + "} }";
  private static final String ADD =
      "mutation ($i: ContactPointAddInput!) { contactPointAdd(input: $i) {" + PERSON + "} }";
  private static final String REMOVE =
      "mutation ($i: ContactPointInput!) { contactPointRemove(input: $i) {" + PERSON + "} }";
  private static final String CHOOSE =
      "mutation ($i: ContactPointInput!) { contactPointMakePrimary(input: $i) {" + PERSON + "} }";
  private static final String CONTACT = "query ($id: ID!) { contact(id: $id) {" + PERSON + "} }";

  @Inject SessionFactory sessions;
  private final Company company = new Company();
  private final Client ana = Client.as(company.login("ana"));
  private final Client ben = Client.as(company.login("ben"));
  private final Client admin = Client.as("admin");

  @BeforeEach
  void twoAccountsOfTwoTeams() {
    company.staffed().account("acme", "north").account("bolt", "south");
  }

  @Test
  void whoServesAnAccountWritesDownItsPeople() {
    JsonPath kim = kim("Kim.Lee@Müller.example");
    assertEquals("Kim Lee", kim.getString("name"));
    assertEquals("kim.lee@xn--mller-kva.example", kim.getString("email"));
    assertEquals("+49301234567", kim.getString("phone"));
    assertEquals(List.of("BUYER", "CHAMPION"), kim.getList("roles"));
    assertEquals("BUYER", kim.getString("role"));
    assertEquals("Berlin", kim.getString("postalAddress.city"));
    assertEquals(1980, kim.getInt("birthYear"));
    assertEquals("TELEPHONE", kim.getString("provenance.channel"));
    assertEquals("Ana Alvarez", kim.getString("provenance.recordedBy.name"));
    assertEquals(List.of(true), kim.getList("emails.primary"));
    assertEquals("acme", kim.getString("account.externalId"));
    assertEquals(
        "Kim Lee",
        ana.data(CONTACT, Map.of("id", kim.getString("id"))).getString("data.contact.name"));
  }

  @Test
  void aContactIsCreatedOnceHoweverOftenItIsSent() {
    Map<String, Object> input = new HashMap<>(kimInput("kim@acme.example"));
    input.put("idempotencyKey", company.prefix);
    String first = ana.data(CREATE, Map.of("i", input)).getString("data.contactCreate.id");
    assertEquals(first, ana.data(CREATE, Map.of("i", input)).getString("data.contactCreate.id"));
  }

  @Test
  void whoHasLostTheAccountIsNotShownWhatTheSameRequestOnceMade() {
    Map<String, Object> input = new HashMap<>(kimInput("kim@acme.example"));
    input.put("idempotencyKey", company.prefix);
    ana.data(CREATE, Map.of("i", input));
    Database.change(
        "update account set team_id = (select team_id from account where source = ? and external_id = 'bolt')"
            + " where source = ? and external_id = 'acme'",
        company.prefix,
        company.prefix);
    JsonPath again = ana.ask(CREATE, Map.of("i", input));
    assertEquals("NOT_FOUND", again.getString("errors[0].extensions.code"));
    assertEquals("idempotencyKey", again.getString("errors[0].extensions.field"));
  }

  @Test
  void nobodyWritesOrSeesThePeopleOfAForeignAccount() {
    JsonPath kim = kim("kim@acme.example");
    String id = kim.getString("id");
    assertNull(ben.data(CONTACT, Map.of("id", id)).get("data.contact"));
    assertEquals("NOT_FOUND", ben.refusal(CREATE, Map.of("i", kimInput("x@acme.example"))));
    assertEquals(
        "FORBIDDEN", Client.as("analyst").refusal(CREATE, Map.of("i", kimInput("x@acme.example"))));
    Map<String, Object> update =
        Map.of("id", id, "expectedVersion", 1, "parts", Map.of("jobTitle", "Head"));
    assertEquals("NOT_FOUND", ben.refusal(UPDATE, Map.of("i", update)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(UPDATE, Map.of("i", update)));
    Map<String, Object> leave = Map.of("id", id, "expectedVersion", 1, "on", "2026-01-01");
    assertEquals("NOT_FOUND", ben.refusal(LEAVE, Map.of("i", leave)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(LEAVE, Map.of("i", leave)));
    Map<String, Object> add = Map.of("contactId", id, "means", "PHONE", "value", "123456");
    assertEquals("NOT_FOUND", ben.refusal(ADD, Map.of("i", add)));
    Map<String, Object> point = choice(kim, 0);
    for (String change : List.of(REMOVE, CHOOSE)) {
      assertEquals("NOT_FOUND", ben.refusal(change, point));
      assertEquals("FORBIDDEN", Client.as("analyst").refusal(change, point));
    }
  }

  @Test
  void anAnalystSeesTheRoleAndNotThePerson() {
    JsonPath seen =
        Client.as("analyst")
            .data(CONTACT, Map.of("id", kim("kim@acme.example").getString("id")))
            .setRootPath("data.contact");
    for (String field :
        List.of(
            "name",
            "givenName",
            "familyName",
            "occupation",
            "email",
            "phone",
            "postalAddress",
            "birthYear",
            "gender")) {
      assertNull(seen.get(field), field);
    }
    assertEquals(List.of(), seen.getList("emails"));
    assertEquals(List.of(), seen.getList("phones"));
    assertEquals("Buyer in chief", seen.getString("jobTitle"));
    assertEquals("BUYER", seen.getString("role"));
  }

  @Test
  void aChangeTouchesTheNamedPartsOnTheVersionThatWasRead() {
    String id = kim("kim@acme.example").getString("id");
    Map<String, Object> parts = new HashMap<>();
    parts.put("familyName", "Lee-Alvarez");
    parts.put("jobTitle", "");
    parts.put("birthYear", 0);
    Map<String, Object> update = Map.of("id", id, "expectedVersion", 1, "parts", parts);
    JsonPath changed = ana.data(UPDATE, Map.of("i", update)).setRootPath("data.contactUpdate");
    assertEquals("Kim Lee-Alvarez", changed.getString("name"));
    assertNull(changed.get("jobTitle"));
    assertNull(changed.get("birthYear"));
    assertEquals("Europe/Berlin", changed.getString("timeZone"));
    assertEquals(2, changed.getInt("version"));
    assertEquals("CONFLICT", ana.refusal(UPDATE, Map.of("i", update)));
  }

  @Test
  void aPartThatCannotBeIsRefusedByName() {
    Map<String, Object> bad =
        Map.of(
            "name", "\u202Emik",
            "roles", List.of("BUYER", "BUYER"),
            "language", "xx",
            "timeZone", "Europe/Atlantis",
            "birthYear", 1066,
            "since", "2199-01-01",
            "reportsToId", "nobody",
            "postalAddress", Map.of("country", "ZZ"));
    bad.forEach(
        (part, value) -> {
          Map<String, Object> input = new HashMap<>(kimInput("kim@acme.example"));
          Map<String, Object> parts = new HashMap<>(parts());
          parts.put(part, value);
          input.put("parts", parts);
          JsonPath answer = ana.ask(CREATE, Map.of("i", input));
          assertEquals("INVALID", answer.getString("errors[0].extensions.code"), part);
          assertEquals(
              true, answer.getString("errors[0].extensions.field").startsWith("parts." + part));
        });
    Map<String, Object> unborn = new HashMap<>(parts());
    unborn.put("birthYear", 2099);
    Map<String, Object> tooEarly = new HashMap<>(kimInput("kim@acme.example"));
    tooEarly.put("parts", unborn);
    assertEquals("INVALID", ana.refusal(CREATE, Map.of("i", tooEarly)));
    for (String address :
        List.of("kim", "kim@acme.example\r\nBcc: x@y.example", "kím@acme.example", "a@b@c.de")) {
      assertEquals("INVALID", ana.refusal(CREATE, Map.of("i", kimInput(address))), address);
    }
    for (String part : List.of("roles", "language")) {
      Map<String, Object> parts = new HashMap<>(parts());
      parts.remove(part);
      Map<String, Object> input = new HashMap<>(kimInput("kim@acme.example"));
      input.put("parts", parts);
      assertEquals("INVALID", ana.refusal(CREATE, Map.of("i", input)), part);
    }
  }

  @Test
  void aPersonHasSeveralAddressesAndOneThatIsWrittenTo() {
    String id = kim("kim@acme.example").getString("id");
    Map<String, Object> add =
        Map.of("contactId", id, "means", "EMAIL", "value", "kim@home.example", "kind", "PRIVATE");
    JsonPath two = ana.data(ADD, Map.of("i", add)).setRootPath("data.contactPointAdd");
    assertEquals("kim@acme.example", two.getString("email"));
    assertEquals(List.of("kim@acme.example", "kim@home.example"), two.getList("emails.value"));
    assertEquals("ALREADY_EXISTS", ana.refusal(ADD, Map.of("i", add)));

    JsonPath chosen = ana.data(CHOOSE, choice(two, 1)).setRootPath("data.contactPointMakePrimary");
    assertEquals("kim@home.example", chosen.getString("email"));
    assertEquals(List.of("PRIVATE", "WORK"), chosen.getList("emails.kind"));
    JsonPath left = ana.data(REMOVE, choice(chosen, 0)).setRootPath("data.contactPointRemove");
    assertEquals("kim@acme.example", left.getString("email"));
    JsonPath none = ana.data(REMOVE, choice(left, 0)).setRootPath("data.contactPointRemove");
    assertNull(none.get("email"));
    assertEquals("NOT_FOUND", ana.refusal(REMOVE, choice(left, 0)));
    assertEquals(
        "kim@home.example",
        ana.data(ADD, Map.of("i", add)).getString("data.contactPointAdd.email"));
    assertEquals(
        "INVALID",
        ana.refusal(
            ADD, Map.of("i", Map.of("contactId", id, "means", "PHONE", "value", "call me"))));
  }

  @Test
  void anAddressIsChosenOrTakenAwayOnTheVersionThatWasRead() {
    JsonPath kim = kim("kim@acme.example");
    String id = kim.getString("id");
    JsonPath two =
        ana.data(
                ADD,
                Map.of("i", Map.of("contactId", id, "means", "EMAIL", "value", "kim@home.example")))
            .setRootPath("data.contactPointAdd");
    assertEquals(2, two.getInt("version"), "another address changes the contact");
    for (String change : List.of(CHOOSE, REMOVE)) {
      JsonPath late =
          ana.ask(
              change,
              Map.of("i", Map.of("id", two.getString("emails[1].id"), "expectedVersion", 1)));
      assertEquals("CONFLICT", late.getString("errors[0].extensions.code"), late::prettify);
      assertEquals("expectedVersion", late.getString("errors[0].extensions.field"));
      assertEquals(2, late.getInt("errors[0].extensions.currentVersion"));
    }
    JsonPath one = ana.data(REMOVE, choice(two, 1)).setRootPath("data.contactPointRemove");
    assertEquals(3, one.getInt("version"), "one that was not the primary one, too");
    assertEquals("kim@acme.example", one.getString("email"));
  }

  @Test
  void whoLeftIsKeptAndShownOnlyWhenAskedFor() {
    JsonPath kim = kim("kim@acme.example");
    Map<String, Object> leave =
        Map.of(
            "id",
            kim.getString("id"),
            "expectedVersion",
            1,
            "on",
            "2026-01-01",
            "reason",
            "Retired");
    Map<String, Object> longAgo = new HashMap<>(leave);
    longAgo.put("on", "1800-01-01");
    assertEquals("INVALID", ana.refusal(LEAVE, Map.of("i", longAgo)));
    JsonPath left = ana.data(LEAVE, Map.of("i", leave)).setRootPath("data.contactLeave");
    assertEquals("2026-01-01", left.getString("leftOn"));
    assertEquals("Retired", left.getString("leftReason"));
    assertEquals("CONFLICT", ana.refusal(LEAVE, Map.of("i", leave)));
    Map<String, Object> before = new HashMap<>(leave);
    before.put("expectedVersion", 2);
    before.put("on", "2000-01-01");
    assertEquals("INVALID", ana.refusal(LEAVE, Map.of("i", before)));
    String list =
        "query ($l: Boolean) { accounts { nodes { contacts(includeLeft: $l) { name } } } }";
    assertEquals(
        List.of(),
        ana.data(list, Map.of("l", false)).getList("data.accounts.nodes[0].contacts.name"));
    assertEquals(
        List.of("Kim Lee"),
        ana.data(list, Map.of("l", true)).getList("data.accounts.nodes[0].contacts.name"));
  }

  @Test
  void theLineAtTheCustomerNeverRunsInACircleNorToAnotherAccount() {
    String kim = kim("kim@acme.example").getString("id");
    String lee = kim("lee@acme.example").getString("id");
    JsonPath below = reports(kim, lee);
    assertEquals("Kim Lee", below.getString("data.contactUpdate.reportsTo.name"));
    assertEquals("INVALID", below(lee, kim));
    assertEquals("INVALID", below(lee, lee));
    company.contacts("bolt", 1, "en");
    String stranger =
        admin
            .data(
                "query ($s: String!) { accountByExternalId(source: $s, value: \"bolt\") { contacts { id } } }",
                Map.of("s", company.prefix))
            .getString("data.accountByExternalId.contacts[0].id");
    assertEquals("INVALID", below(lee, stranger));
  }

  @Test
  void whoMovesToAnotherAccountLeavesTheLineBehind() {
    String kim = kim("kim@acme.example").getString("id");
    String lee = kim("lee@acme.example").getString("id");
    reports(lee, kim);
    Map<String, Object> input = Map.of("id", kim, "expectedVersion", 1, "accountId", idOf("bolt"));
    assertEquals("NOT_FOUND", ana.refusal(MOVE, Map.of("i", input)));
    assertEquals("NOT_FOUND", ben.refusal(MOVE, Map.of("i", input)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(MOVE, Map.of("i", input)));
    Client chief = Client.as(company.login("chief"));
    JsonPath moved = chief.data(MOVE, Map.of("i", input)).setRootPath("data.contactMove");
    assertEquals("bolt", moved.getString("account.externalId"));
    assertEquals(List.of("kim@acme.example"), moved.getList("emails.value"));
    assertNull(ana.data(CONTACT, Map.of("id", kim)).get("data.contact"));
    assertEquals("Kim Lee", ben.data(CONTACT, Map.of("id", kim)).getString("data.contact.name"));
    assertNull(ana.data(CONTACT, Map.of("id", lee)).get("data.contact.reportsTo"));
    assertEquals("CONFLICT", chief.refusal(MOVE, Map.of("i", input)));
  }

  @Test
  void whoHasMovedIsKnownWhereTheyWereAndNobodyThereLearnsWhereTheyWent() {
    String kim = kim("kim@acme.example").getString("id");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String on = today.minusDays(10).toString();
    Client chief = Client.as(company.login("chief"));
    assertEquals("on", refusedMove(chief, kim, 1, "bolt", today.plusDays(1).toString()));
    String since =
        "mutation ($id: ID!, $day: Date!) { contactUpdate(input: {id: $id, expectedVersion: 1, parts: {since: $day}}) { version } }";
    chief.data(since, Map.of("id", kim, "day", today.minusDays(20).toString()));
    assertEquals("on", refusedMove(chief, kim, 2, "bolt", today.minusDays(20).toString()));
    JsonPath moved = chief.data(MOVE, move(kim, 2, "bolt", on)).setRootPath("data.contactMove");
    assertEquals(on, moved.getString("since"));

    JsonPath left = former(ana);
    assertEquals(List.of("Kim Lee"), left.getList("name"));
    assertEquals(List.of(on), left.getList("leftOn"));
    assertNull(left.get("[0].contact"), "where they went is not hers to see");
    assertEquals(kim, former(chief).getString("[0].contact.id"));
    JsonPath masked = former(Client.as("analyst"));
    assertNull(masked.get("[0].name"));
    assertEquals(kim, masked.getString("[0].contact.id"));
    assertEquals(List.of(), before(ben, kim).getList("leftOn"), "nor where they came from his");
    assertEquals(List.of("acme"), before(chief, kim).getList("account.externalId"));
    assertEquals(List.of(on), before(chief, kim).getList("leftOn"));

    chief.data(MOVE, move(kim, 3, "acme", null));
    assertEquals(List.of(), former(ana).getList("name"), "back again");
    JsonPath both = before(chief, kim);
    assertEquals(List.of("bolt", "acme"), both.getList("account.externalId"));
    assertEquals(today.toString(), both.getString("[0].leftOn"));
    assertNull(both.get("[0].returnedOn"));
    assertEquals(today.toString(), both.getString("[1].returnedOn"));
  }

  @Test
  void aFileThatSaysManualAndNoDayMovesThemToday() {
    String columns = "source,external_id,account_external_id,name,role,language,since,channel";
    company.put("contacts", columns, "%1$s,k,acme,Kim Lee,BUYER,en,2015-03-01,MANUAL");
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,role,language,channel",
        "%1$s,k,bolt,Kim Lee,BUYER,en,MANUAL");
    assertEquals(
        List.of(LocalDate.now(ZoneOffset.UTC).toString()),
        former(Client.as(company.login("chief"))).getList("leftOn"));
  }

  private Map<String, Object> move(String contact, int version, String to, @Nullable String on) {
    Map<String, Object> input = new HashMap<>();
    input.put("id", contact);
    input.put("expectedVersion", version);
    input.put("accountId", idOf(to));
    input.put("on", on);
    return Map.of("i", input);
  }

  private String refusedMove(Client viewer, String contact, int version, String to, String on) {
    JsonPath refused = viewer.ask(MOVE, move(contact, version, to, on));
    assertEquals("INVALID", refused.getString("errors[0].extensions.code"), refused::prettify);
    return refused.getString("errors[0].extensions.field");
  }

  private JsonPath former(Client viewer) {
    return viewer
        .data(
            "query ($id: ID!) { account(id: $id) { formerContacts { name leftOn contact { id } } } }",
            Map.of("id", idOf("acme")))
        .setRootPath("data.account.formerContacts");
  }

  private static JsonPath before(Client viewer, String contact) {
    return viewer
        .data(
            "query ($id: ID!) { contact(id: $id) { formerAccounts { account { externalId } leftOn returnedOn } } }",
            Map.of("id", contact))
        .setRootPath("data.contact.formerAccounts");
  }

  @Test
  void nobodyIsAddedToAnArchivedAccount() {
    admin.data(
        "mutation ($i: AccountArchiveInput!) { accountArchive(input: $i) { id } }",
        Map.of("i", Map.of("id", acme(), "expectedVersion", 1)));
    Map<String, Object> input = Map.of("i", kimInput("kim@acme.example"));
    assertEquals("WRONG_STATE", ana.refusal(CREATE, input));
  }

  @Test
  void theNumberOfStatementsDoesNotDependOnThePeople() {
    List<Long> counts = new ArrayList<>();
    for (int people : List.of(1, 20)) {
      company.contacts("acme", people, "en");
      sessions.getStatistics().clear();
      ana.data("{ accounts { nodes { contacts {" + PERSON + "} } } }");
      counts.add(sessions.getStatistics().getPrepareStatementCount());
    }
    assertEquals(counts.getFirst(), counts.getLast(), counts::toString);
  }

  @Test
  void aFileTellsMoreOfAPersonAndKeepsWhatItDoesNotSay() {
    String header =
        "source,external_id,account_external_id,name,email,role,language,given_name,phone,country,birth_year,gender,time_zone,since\n";
    String row = company.prefix + ",k,acme,Kim Lee,kim@acme.example,BUYER,en,";
    String full = header + row + "Kim,+49 30 1,DE,1980,female,Europe/Berlin,2020-01-01\n";
    assertEquals(1, admin.importCsv("contacts", full).jsonPath().getInt("created"));
    assertEquals(1, admin.importCsv("contacts", full).jsonPath().getInt("unchanged"));
    assertEquals(
        1, admin.importCsv("contacts", header + row + ",,,,,,\n").jsonPath().getInt("unchanged"));
    for (String bad :
        List.of("Kim,x,,,,,", "Kim,,QQ,,,,", "Kim,,,80,,,", "Kim,,,,?,,", "Kim,,,,,Mars,")) {
      JsonPath report = admin.importCsv("contacts", header + row + bad + "\n").jsonPath();
      assertEquals(List.of("INVALID"), report.getList("verdicts.code"), bad);
    }
    admin.importCsv(
        "contacts", (header + row + ",,,,,,\n").replace("kim@acme.example", "k@acme.example"));
    assertEquals(
        List.of("EMAIL k@acme.example", "EMAIL kim@acme.example", "PHONE +49301"),
        Database.column(
            "select p.means || ' ' || p.value from contact_point p join contact c on c.id = p.contact_id where c.source = ? order by 1",
            company.prefix));
  }

  @Test
  void aFileBringsEverythingThatIsKnownOfAPerson() {
    String file =
        """
        source,external_id,account_external_id,given_name,family_name,email,further_emails,private_emails,mobile_phones,role,language,reports_to_external_id,street,postal_code,city
        %1$s,k,acme,Kim,Lee,kim@acme.example,kl@acme.example; lee@acme.example,kim@home.example,+49 170 1;+49 170 2,buyer; Champion,en,boss,Weg 1,10115,Berlin
        %1$s,boss,acme,Bo,Chef,bo@acme.example,,,,EXECUTIVE,en,,,,
        """
            .formatted(company.prefix);
    assertEquals(2, admin.importCsv("contacts", file).jsonPath().getInt("created"));
    assertEquals(2, admin.importCsv("contacts", file).jsonPath().getInt("unchanged"));
    JsonPath kim = imported("k");
    assertEquals("Kim Lee", kim.getString("name"));
    assertEquals(List.of("BUYER", "CHAMPION"), kim.getList("roles"));
    assertEquals("Bo Chef", kim.getString("reportsTo.name"));
    assertEquals("kim@acme.example", kim.getString("email"));
    assertEquals(
        List.of("kim@acme.example", "kl@acme.example", "lee@acme.example", "kim@home.example"),
        kim.getList("emails.value"));
    assertEquals(List.of("WORK", "WORK", "WORK", "PRIVATE"), kim.getList("emails.kind"));
    assertEquals("+491701", kim.getString("phone"));
    assertEquals(List.of("+491701", "+491702"), kim.getList("phones.value"));
    assertEquals("Berlin", kim.getString("postalAddress.city"));
    assertEquals(
        1,
        admin
            .importCsv("contacts", file.replace(";+49 170 2", "").replace("kim@home", "k@home"))
            .jsonPath()
            .getInt("updated"));
    assertEquals(5, imported("k").getList("emails").size());
    assertEquals(2, imported("k").getList("phones").size());
  }

  @Test
  void whoReportsToSomebodyComesInWhenTheyDo() {
    String header =
        "source,external_id,account_external_id,name,role,language,reports_to_external_id\n";
    String kim = company.prefix + ",k,acme,Kim,USER,en,boss\n";
    String boss = company.prefix + ",boss,%s,Bo,EXECUTIVE,en,\n";
    assertEquals(1, admin.importCsv("contacts", header + kim).jsonPath().getInt("parked"));
    assertEquals(
        1,
        admin.importCsv("contacts", header + boss.formatted("acme")).jsonPath().getInt("resolved"));
    assertEquals("Bo", imported("k").getString("reportsTo.name"));
    for (String wrong :
        List.of("boss,%s,Bo,USER,en,k", "k,bolt,Kim,USER,en,boss", "k,acme,Kim,USER,en,k")) {
      JsonPath report =
          admin
              .importCsv("contacts", header + company.prefix + "," + wrong.formatted("acme") + "\n")
              .jsonPath();
      assertEquals(List.of("reports_to_external_id"), report.getList("verdicts.column"), wrong);
    }
    admin.importCsv("contacts", header + company.prefix + ",k,bolt,Kim,USER,en,\n");
    assertNull(imported("k").get("reportsTo"));
  }

  private JsonPath imported(String externalId) {
    int id =
        Integer.parseInt(
            Database.value(
                "select id from contact where source = ? and external_id = ?",
                company.prefix,
                externalId));
    return admin
        .data(CONTACT, Map.of("id", GlobalId.of("Contact", id)))
        .setRootPath("data.contact");
  }

  @Test
  void everyAddressOfAContactStaysAmongItsPoints() {
    company.contacts("acme", 3, "en");
    assertFalse(
        Database.column("select id from contact where source = ?", company.prefix).isEmpty());
    assertEquals(
        List.of(),
        Database.column(
            "select c.id from contact c where c.email is not null and not exists (select from contact_point p where p.contact_id = c.id and p.value = c.email)"));
  }

  private static Map<String, Object> choice(JsonPath contact, int email) {
    return Map.of(
        "i",
        Map.of(
            "id",
            contact.getString("emails[" + email + "].id"),
            "expectedVersion",
            contact.getInt("version")));
  }

  private JsonPath kim(String email) {
    return ana.data(CREATE, Map.of("i", kimInput(email))).setRootPath("data.contactCreate");
  }

  private Map<String, Object> kimInput(String email) {
    return Map.of(
        "accountId", acme(), "parts", parts(), "email", email, "phone", "+49 (30) 123-4567");
  }

  private static Map<String, Object> parts() {
    Map<String, Object> parts = new HashMap<>();
    parts.put("givenName", "Kim");
    parts.put("familyName", "Lee");
    parts.put("jobTitle", "Buyer in chief");
    parts.put("occupation", "Engineer");
    parts.put("roles", List.of("BUYER", "CHAMPION"));
    parts.put("language", "de");
    parts.put("timeZone", "Europe/Berlin");
    parts.put("postalAddress", Map.of("city", "Berlin", "country", "DE"));
    parts.put("birthYear", 1980);
    parts.put("gender", "DIVERSE");
    parts.put("since", "2020-01-01");
    parts.put("channel", "TELEPHONE");
    return parts;
  }

  private JsonPath reports(String who, String toWhom) {
    return ana.data(UPDATE, line(who, toWhom));
  }

  private String below(String who, String toWhom) {
    return ana.refusal(UPDATE, line(who, toWhom));
  }

  private static Map<String, Object> line(String who, String toWhom) {
    return Map.of(
        "i", Map.of("id", who, "expectedVersion", 1, "parts", Map.of("reportsToId", toWhom)));
  }

  private String acme() {
    return idOf("acme");
  }

  private String idOf(String externalId) {
    return admin
        .data(
            "query ($s: String!) { accounts(filter: {search: $s, archived: INCLUDE}) { nodes { id externalId } } }",
            Map.of("s", company.prefix))
        .getString("data.accounts.nodes.find { it.externalId == '" + externalId + "' }.id");
  }
}
