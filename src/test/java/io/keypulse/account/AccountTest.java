package io.keypulse.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Together;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KeypulseTest
class AccountTest {
  private static final String CREATE =
      "mutation ($i: AccountCreateInput!) { accountCreate(input: $i) { id source externalId name legalName taxId lifecycle version provenance { channel source recordedBy { name } } externalIds { source value } } }";
  private static final String UPDATE =
      "mutation ($i: AccountUpdateInput!) { accountUpdate(input: $i) { name legalName taxId segment lifecycle version provenance { channel recordedBy { name } } } }";
  private static final String ARCHIVE =
      "mutation ($i: AccountArchiveInput!) { accountArchive(input: $i) { id version archivedAt } }";
  private static final String RESTORE =
      "mutation ($i: AccountRestoreInput!) { accountRestore(input: $i) { id version archivedAt } }";
  private static final String ADD_ID =
      "mutation ($i: AccountExternalIdAddInput!) { accountExternalIdAdd(input: $i) { version externalId externalIds { source value provenance { channel } } } }";
  private static final String REMOVE_ID =
      "mutation ($i: AccountExternalIdRemoveInput!) { accountExternalIdRemove(input: $i) { version externalId externalIds { value } } }";
  private static final String BY_ID =
      "query ($s: String!, $v: String!) { accountByExternalId(source: $s, value: $v) { id version name } }";

  private final Client admin = Client.as("admin");

  @Test
  void anAdministratorCreatesAnAccountOnceHoweverOftenItIsSent() {
    String prefix = new Company().prefix;
    Map<String, Object> input = new HashMap<>(account(prefix, "1"));
    input.put("legalName", "Acme Verpackungen GmbH");
    input.put("channel", "TELEPHONE");
    input.put("idempotencyKey", prefix);
    JsonPath made = admin.data(CREATE, Map.of("i", input));
    assertEquals(1, made.getInt("data.accountCreate.version"));
    assertEquals("CUSTOMER", made.getString("data.accountCreate.lifecycle"));
    assertEquals("TELEPHONE", made.getString("data.accountCreate.provenance.channel"));
    assertEquals(List.of("1"), made.getList("data.accountCreate.externalIds.value"));
    assertEquals(
        made.getString("data.accountCreate.id"),
        admin.data(CREATE, Map.of("i", input)).getString("data.accountCreate.id"));

    input.remove("idempotencyKey");
    assertEquals("ALREADY_EXISTS", admin.refusal(CREATE, Map.of("i", input)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(CREATE, Map.of("i", input)));
    Company company = Company.imported();
    assertEquals("FORBIDDEN", Client.as(company.login("ana")).refusal(CREATE, Map.of("i", input)));
  }

  @Test
  void anAccountWithoutAnIdOfAnotherSystemGetsOne() {
    Map<String, Object> input = new HashMap<>(account(new Company().prefix, "x"));
    input.remove("externalId");
    JsonPath made = admin.data(CREATE, Map.of("i", input));
    assertEquals("keypulse", made.getString("data.accountCreate.source"));
    assertEquals(1, made.getList("data.accountCreate.externalIds").size());
  }

  @Test
  void aPartThatCannotBeIsRefusedByName() {
    Map<String, Object> bad =
        Map.of(
            "name",
            "Acme\u202Eemca",
            "country",
            "XX",
            "segment",
            " ",
            "taxId",
            "1\n2",
            "teamId",
            "nonsense");
    bad.forEach(
        (field, value) -> {
          Map<String, Object> input = new HashMap<>(account(new Company().prefix, "1"));
          input.put(field, value);
          JsonPath answer = admin.ask(CREATE, Map.of("i", input));
          assertEquals("INVALID", answer.getString("errors[0].extensions.code"), field);
          assertEquals(field, answer.getString("errors[0].extensions.field"));
        });
  }

  @Test
  void whoSeesAnAccountChangesThePartsTheyName() {
    Company company = Company.imported().account("acme", "north");
    Client ana = Client.as(company.login("ana"));
    JsonPath acme = found(ana, company.prefix, "acme");
    Map<String, Object> change =
        Map.of(
            "id",
            acme.getString("id"),
            "expectedVersion",
            acme.getInt("version"),
            "legalName",
            "Acme SE",
            "lifecycle",
            "FORMER_CUSTOMER");
    JsonPath changed = ana.data(UPDATE, Map.of("i", change));
    assertEquals("Acme SE", changed.getString("data.accountUpdate.legalName"));
    assertEquals("Food", changed.getString("data.accountUpdate.segment"));
    assertEquals(2, changed.getInt("data.accountUpdate.version"));
    assertEquals("MANUAL", changed.getString("data.accountUpdate.provenance.channel"));
    assertEquals("Ana Alvarez", changed.getString("data.accountUpdate.provenance.recordedBy.name"));

    JsonPath late = ana.ask(UPDATE, Map.of("i", change));
    assertEquals("CONFLICT", late.getString("errors[0].extensions.code"));
    assertEquals(2, late.getInt("errors[0].extensions.currentVersion"));
    Map<String, Object> again =
        Map.of("id", acme.getString("id"), "expectedVersion", 2, "legalName", "");
    assertEquals("NOT_FOUND", Client.as(company.login("ben")).refusal(UPDATE, Map.of("i", again)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(UPDATE, Map.of("i", again)));
    assertNull(ana.data(UPDATE, Map.of("i", again)).get("data.accountUpdate.legalName"));
  }

  @Test
  void anArchivedAccountLeavesTheListsAndGivesItsIdsFree() {
    Company company = Company.imported().account("acme", "north");
    Client ana = Client.as(company.login("ana"));
    JsonPath acme = found(ana, company.prefix, "acme");
    String id = acme.getString("id");
    Map<String, Object> archive = Map.of("id", id, "expectedVersion", 1);
    assertEquals("FORBIDDEN", ana.refusal(ARCHIVE, Map.of("i", archive)));
    int version = admin.data(ARCHIVE, Map.of("i", archive)).getInt("data.accountArchive.version");
    String list =
        "query ($a: ArchivedAccounts) { accounts(filter: {archived: $a}) { totalCount nodes { archivedAt } } }";
    assertEquals(0, ana.data("{ accounts { totalCount } }").getInt("data.accounts.totalCount"));
    assertEquals(0, ana.data(list, Map.of("a", "EXCLUDE")).getInt("data.accounts.totalCount"));
    for (String shown : List.of("INCLUDE", "ONLY")) {
      JsonPath answer = ana.data(list, Map.of("a", shown));
      assertEquals(1, answer.getInt("data.accounts.totalCount"), shown);
      assertNotNull(answer.getString("data.accounts.nodes[0].archivedAt"));
    }
    assertNull(
        ana.data(BY_ID, Map.of("s", company.prefix, "v", "acme")).get("data.accountByExternalId"));

    company.account("acme", "north");
    assertEquals(
        "2",
        Database.value(
            "select count(*) from account where source = ? and external_id = 'acme'",
            company.prefix));
    Map<String, Object> restore = Map.of("id", id, "expectedVersion", version);
    JsonPath taken = admin.ask(RESTORE, Map.of("i", restore));
    assertEquals("ALREADY_EXISTS", taken.getString("errors[0].extensions.code"));
    String heir = found(ana, company.prefix, "acme").getString("id");
    assertTrue(taken.getString("errors[0].message").contains(heir), taken.prettify());

    admin.data(ARCHIVE, Map.of("i", Map.of("id", heir, "expectedVersion", 1)));
    JsonPath restored = admin.data(RESTORE, Map.of("i", restore));
    assertNull(restored.get("data.accountRestore.archivedAt"));
    assertEquals(id, found(ana, company.prefix, "acme").getString("id"));
    assertEquals(
        "WRONG_STATE",
        admin.refusal(
            RESTORE,
            Map.of(
                "i",
                Map.of(
                    "id", id, "expectedVersion", restored.getInt("data.accountRestore.version")))));
  }

  @Test
  void ofTwoWhoChangeTheSameVersionOneIsTold() throws Exception {
    Company company = Company.imported().account("acme", "north");
    Client ana = Client.as(company.login("ana"));
    String id = found(ana, company.prefix, "acme").getString("id");
    Map<String, Object> change = Map.of("id", id, "expectedVersion", 1, "legalName", "Acme SE");
    List<String> codes =
        Together.call(
            2,
            () ->
                String.valueOf(
                    ana.ask(UPDATE, Map.of("i", change)).getString("errors[0].extensions.code")));
    assertEquals(List.of("CONFLICT", "null"), codes.stream().sorted().toList());
  }

  @Test
  void anArchivedAccountIsNotAskedAnyMore() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    JsonPath acme = found(admin, company.prefix, "acme");
    admin.data(ARCHIVE, Map.of("i", Map.of("id", acme.getString("id"), "expectedVersion", 1)));
    String wave = company.openWave(company.program(100_000));
    assertNotNull(wave);
    assertEquals(
        List.of(),
        Database.column(
            "select f.contact_id from frame_entry f join account a on a.id = f.account_id where a.source = ?",
            company.prefix));
  }

  @Test
  void everyIdOfAnAccountFindsItAndImportsFollowAny() {
    Company company = Company.imported().account("acme", "north").account("bolt", "north");
    Client ana = Client.as(company.login("ana"));
    String acme = found(ana, company.prefix, "acme").getString("id");
    Map<String, Object> erp = Map.of("source", company.prefix, "value", "erp-7");
    Map<String, Object> add =
        Map.of("accountId", acme, "expectedVersion", 1, "externalId", erp, "channel", "EMAIL");
    assertEquals("FORBIDDEN", ana.refusal(ADD_ID, Map.of("i", add)));
    JsonPath added = admin.data(ADD_ID, Map.of("i", add));
    assertEquals(
        List.of("acme", "erp-7"), added.getList("data.accountExternalIdAdd.externalIds.value"));
    assertEquals(2, added.getInt("data.accountExternalIdAdd.version"));
    JsonPath late = admin.ask(ADD_ID, Map.of("i", add));
    assertEquals("CONFLICT", late.getString("errors[0].extensions.code"));
    assertEquals(2, late.getInt("errors[0].extensions.currentVersion"));
    Map<String, Object> again = new HashMap<>(add);
    again.put("expectedVersion", 2);
    assertEquals("ALREADY_EXISTS", admin.refusal(ADD_ID, Map.of("i", again)));
    assertEquals(acme, found(ana, company.prefix, "erp-7").getString("id"));
    assertNull(
        Client.as(company.login("ben"))
            .data(BY_ID, Map.of("s", company.prefix, "v", "erp-7"))
            .get("data.accountByExternalId"));

    company.contacts("erp-7", 1, "en");
    assertEquals(
        List.of("acme"),
        Database.column(
            "select a.external_id from contact c join account a on a.id = c.account_id where c.source = ?",
            company.prefix));

    Map<String, Object> first = Map.of("source", company.prefix, "value", "acme");
    Map<String, Object> remove =
        Map.of("accountId", acme, "expectedVersion", 2, "externalId", first);
    assertEquals("FORBIDDEN", ana.refusal(REMOVE_ID, Map.of("i", remove)));
    JsonPath removed =
        admin.data(REMOVE_ID, Map.of("i", remove)).setRootPath("data.accountExternalIdRemove");
    assertEquals("erp-7", removed.getString("externalId"));
    assertEquals(3, removed.getInt("version"));
    assertEquals("CONFLICT", admin.refusal(REMOVE_ID, Map.of("i", remove)));
    for (Map<String, Object> id : List.of(first, erp)) {
      assertEquals(
          id.equals(erp) ? "WRONG_STATE" : "NOT_FOUND",
          admin.refusal(
              REMOVE_ID,
              Map.of("i", Map.of("accountId", acme, "expectedVersion", 3, "externalId", id))));
    }
  }

  @Test
  void anImportedRowLeavesWhatItDoesNotSayAsItIs() {
    Company company = Company.imported();
    company.put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id,legal_name,tax_id,lifecycle",
        "%1$s,1,Acme,DE,Food,%1$s north,Acme SE,DE123,prospect");
    company.put("accounts", "source,external_id,name,country,segment", "%1$s,1,Acme neu,DE,Food");
    JsonPath acme =
        Client.as(company.login("ana"))
            .data(
                "query ($s: String!) { accountByExternalId(source: $s, value: \"1\") { name legalName taxId lifecycle team { name } } }",
                Map.of("s", company.prefix));
    assertEquals("Acme neu", acme.getString("data.accountByExternalId.name"));
    assertEquals("Acme SE", acme.getString("data.accountByExternalId.legalName"));
    assertEquals("PROSPECT", acme.getString("data.accountByExternalId.lifecycle"));
    assertEquals(company.prefix + " north", acme.getString("data.accountByExternalId.team.name"));
    for (String row : List.of("2,Acme,QQ,Food", "2,Ac\u2066me,DE,Food")) {
      assertEquals(
          1,
          admin
              .importCsv(
                  "accounts",
                  "source,external_id,name,country,segment\n" + company.prefix + "," + row + "\n")
              .jsonPath()
              .getInt("rejected"),
          row);
    }
  }

  private static Map<String, Object> account(String prefix, String id) {
    return Map.of(
        "name",
        prefix + " Acme",
        "country",
        "DE",
        "segment",
        "Food",
        "externalId",
        Map.of("source", prefix, "value", id));
  }

  private static JsonPath found(Client viewer, String source, String value) {
    return viewer
        .data(BY_ID, Map.of("s", source, "v", value))
        .setRootPath("data.accountByExternalId");
  }
}
