package io.keypulse.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever reads that a row was not taken finds it where it comes from, by what it is called there.
 */
@KeypulseTest
class RowsOfVerdictsTest {
  private static final String CONTACTS =
      "source,external_id,account_external_id,name,email,role,language\n";

  private final Client admin = Client.as("admin");
  private final Company company = new Company();

  @BeforeEach
  void anAccount() {
    company.staffed().account("acme", "north");
  }

  @Test
  void aVerdictNamesItsRowWhereverItIsRead() {
    JsonPath report =
        admin.imported(
            "accounts",
            """
            source,external_id,name,country,segment
            %1$s,good,Good Ltd,DE,Food
            %1$s,A-0091,,DE,Food
            %1$s,=cmd,,DE,Food
            %1$s,few,cells
            """
                .formatted(company.prefix));
    List<String> ids = Arrays.asList("A-0091", "=cmd", null);
    assertEquals(ids, report.getList("verdicts.externalId"), report::prettify);
    assertEquals(
        List.of(
            "line,verdict,column,code,message,source,external_id",
            "2,CREATED,,,,,",
            "3,REJECTED,name,MISSING,Fill in name.,%s,A-0091".formatted(company.prefix),
            "4,REJECTED,name,MISSING,Fill in name.,%s,'=cmd".formatted(company.prefix)),
        verdicts(report).lines().limit(4).toList());
    assertTrue(verdicts(report).strip().endsWith("check quotes and separators.\",,"));
    JsonPath asked =
        admin.data(
            "query ($id: ID!) { importJob(id: $id) { verdicts { nodes { source externalId } } } }",
            Map.of("id", report.getString("id")));
    assertEquals(ids, asked.getList("data.importJob.verdicts.nodes.externalId"));
    assertEquals(
        Arrays.asList(company.prefix, company.prefix, null),
        asked.getList("data.importJob.verdicts.nodes.source"));
  }

  @Test
  void aRowThatWaitedIsNamedWhateverBecameOfIt() {
    JsonPath waits = people("kim,late,Kim,,BUYER,en");
    company.account("late", "north");
    assertTrue(
        verdicts(waits).contains("2,CREATED,account_external_id,,Waited for "), verdicts(waits));
    assertTrue(verdicts(waits).strip().endsWith(company.prefix + ",kim"), verdicts(waits));
  }

  @Test
  void theIdOfAPersonGoesWithThemAndIsNotWrittenDownAgain() {
    String mail = "zeb@%s.example".formatted(company.prefix);
    people("zeb,acme,Zeb," + mail + ",BUYER,en");
    JsonPath before = people("zeb,acme,Zeb,,NONSENSE,en", "kim,acme,Kim,,NONSENSE,en");
    assertEquals(List.of("zeb", "kim"), before.getList("verdicts.externalId"));
    erase("zeb");
    assertFalse(verdicts(before).contains(",zeb"), verdicts(before));
    assertTrue(verdicts(before).contains(",kim"), "that of somebody else stays");

    JsonPath again = people("zeb,acme,Zeb,,BUYER,en", "kim,acme,Kim,,NONSENSE,en");
    assertEquals(List.of("ERASED", "INVALID"), again.getList("verdicts.code"));
    assertEquals(Arrays.asList(null, "kim"), again.getList("verdicts.externalId"));
    JsonPath unread = people("zeb,acme,Zeb,,NONSENSE,en");
    assertEquals(Arrays.asList((Object) null), unread.getList("verdicts.externalId"));
    JsonPath addresses =
        admin.imported(
            "permissions",
            "source,external_id,email,kind,said_on\nlist,%1$s,%1$s,SAID,2026-01-31\n"
                .formatted(mail));
    assertEquals(Arrays.asList((Object) null), addresses.getList("verdicts.externalId"));
  }

  private JsonPath people(String... rows) {
    StringBuilder file = new StringBuilder(CONTACTS);
    for (String row : rows) {
      file.append(company.prefix).append(',').append(row).append('\n');
    }
    return admin.imported("contacts", file.toString());
  }

  private void erase(String contact) {
    String id =
        Database.value(
            "select id from contact where source = ? and external_id = ?", company.prefix, contact);
    admin.data(
        "mutation ($input: ContactEraseInput!) { contactErase(input: $input) { name } }",
        Map.of(
            "input",
            Map.of(
                "contactId",
                GlobalId.of("Contact", Integer.parseInt(id)),
                "expectedVersion",
                1,
                "reason",
                "Asked by letter")));
  }

  private String verdicts(JsonPath report) {
    return admin
        .http()
        .get("/import/jobs/" + report.getString("id") + "/verdicts.csv")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
