package io.keypulse.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Together;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts come from one system, and what they bought from another that calls them otherwise. */
@KeypulseTest
class AccountExternalIdImportTest {
  private static final String HEADER = "source,external_id,account_source,account_external_id\n";

  private final Client admin = Client.as("admin");
  private final Company company = new Company();

  @BeforeEach
  void twoAccounts() {
    company.staffed().account("acme", "north").account("bolt", "south");
  }

  @Test
  void purchasesThatWaitForTheNumberOfTheirAccountComeInWithIt() {
    JsonPath purchases =
        admin.imported(
            "purchases",
            """
            source,external_id,account_external_id,date,category,net_amount,currency
            erp%1$s,l1,4711,2026-01-31,Film,10.00,EUR
            erp%1$s,l2,4712,2026-01-31,Film,20.00,EUR
            """
                .formatted(company.prefix));
    assertEquals(2, purchases.getInt("parked"), purchases::prettify);

    JsonPath ids = ids("", "erp%1$s,4711,%1$s,acme", "erp%1$s,4712,%1$s,late");
    assertEquals(1, ids.getInt("created"), ids::prettify);
    assertEquals(1, ids.getInt("resolved"), "the line of the account that is known");
    assertEquals(List.of("PARKED"), ids.getList("verdicts.verdict"));
    assertEquals(List.of("account_external_id"), ids.getList("verdicts.column"));

    JsonPath accounts =
        admin.imported(
            "accounts",
            "source,external_id,name,country,segment\n%1$s,late,Late Ltd,DE,Food\n"
                .formatted(company.prefix));
    assertEquals(2, accounts.getInt("resolved"), "the number, and the line that waited for it");
    assertEquals(
        List.of("acme l1", "late l2"),
        Database.column(
            """
            select a.external_id || ' ' || p.external_id from purchase p join account a on a.id = p.account_id
            where p.source = 'erp' || ? order by 1
            """,
            company.prefix));
    assertEquals(company.prefix + " acme Ltd", named("erp" + company.prefix, "4711"));
    JsonPath again = ids("", "erp%1$s,4711,%1$s,acme", "erp%1$s,4712,%1$s,late");
    assertEquals(2, again.getInt("unchanged"), again::prettify);
  }

  @Test
  void anIdCountsInTheVersionOfItsAccountOnceAndIsInItsTrail() {
    ids("", "erp%1$s,1,%1$s,acme", "web%1$s,1,%1$s,acme");
    assertEquals("2", version("acme"), "one change by one file");
    ids("", "erp%1$s,1,%1$s,acme");
    assertEquals("2", version("acme"), "a repeat is none");
    assertEquals(
        "1",
        Database.value(
            "select count(*) from audit_entry where object_type = 'account_external_id' and changes::text like ?",
            "%web" + company.prefix + "%"));
  }

  @Test
  void anIdOfAnotherAccountStaysThereAndTheRowSaysWhose() {
    ids("", "erp%1$s,1,%1$s,acme");
    JsonPath taken = ids("", "erp%1$s,1,%1$s,bolt", "%1$s,acme,%1$s,bolt", "erp%1$s,2,%1$s,bolt");
    assertEquals(1, taken.getInt("created"), taken::prettify);
    assertEquals(List.of("CONFLICT", "CONFLICT"), taken.getList("verdicts.code"));
    assertEquals(List.of("external_id", "external_id"), taken.getList("verdicts.column"));
    String message = taken.getString("verdicts[0].message");
    assertTrue(message.contains(company.prefix + " acme Ltd (" + id("acme") + ")"), message);
    assertEquals(company.prefix + " acme Ltd", named("erp" + company.prefix, "1"));
  }

  @Test
  void idsThatTwoFilesGiveToTwoAccountsAtTheSameTimeGoToOneOfThem() throws Exception {
    AtomicInteger turn = new AtomicInteger();
    List<JsonPath> reports =
        Together.call(
            2,
            () -> {
              String account = turn.getAndIncrement() == 0 ? "acme" : "bolt";
              return ids(
                  "",
                  IntStream.range(0, 50)
                      .mapToObj(i -> "erp%1$s," + i + ",%1$s," + account)
                      .toArray(String[]::new));
            });
    for (String count : List.of("created", "rejected")) {
      assertEquals(50, reports.stream().mapToInt(one -> one.getInt(count)).sum(), count);
    }
  }

  @Test
  void aFileMayOnlyTryOrOnlyCreateOrOnlyRepeat() {
    ids("", "erp%1$s,1,%1$s,acme");
    String[] both = {"erp%1$s,1,%1$s,acme", "erp%1$s,2,%1$s,acme"};
    JsonPath tried = ids("?mode=DRY_RUN", both);
    assertEquals(List.of(1, 1), List.of(tried.getInt("created"), tried.getInt("unchanged")));
    JsonPath repeated = ids("?mode=UPDATE_ONLY", both);
    assertEquals(1, repeated.getInt("unchanged"), repeated::prettify);
    assertEquals(List.of("NOT_THERE"), repeated.getList("verdicts.code"));
    JsonPath created = ids("?mode=CREATE_ONLY", both);
    assertEquals(1, created.getInt("created"), created::prettify);
    assertEquals(List.of("ALREADY_THERE"), created.getList("verdicts.code"));
  }

  @Test
  void anIdMayLeadThereByAnotherOneOfTheSameFileButNotInACircle() {
    String[] rows = {
      "shop%1$s,3,web%1$s,2",
      "web%1$s,2,erp%1$s,1",
      "erp%1$s,1,%1$s,acme",
      "web%1$s,8,web%1$s,9",
      "web%1$s,9,web%1$s,8",
      "web%1$s,5,web%1$s,5"
    };
    for (String mode : List.of("?mode=DRY_RUN", "")) {
      JsonPath report = ids(mode, rows);
      assertEquals(3, report.getInt("created"), report::prettify);
      assertEquals(3, report.getInt("rejected"), report::prettify);
      assertEquals(0, report.getInt("parked"), report::prettify);
    }
    assertEquals(company.prefix + " acme Ltd", named("shop" + company.prefix, "3"));
  }

  @Test
  void anArchivedAccountTakesNoneAndGivesItsOwnToOthers() {
    ids("", "erp%1$s,1,%1$s,acme");
    admin.data(
        "mutation ($id: ID!) { accountArchive(input: {id: $id, expectedVersion: 2}) { id } }",
        Map.of("id", id("acme")));
    JsonPath waits = ids("", "web%1$s,1,%1$s,acme");
    assertEquals(List.of("PARKED"), waits.getList("verdicts.verdict"), waits::prettify);
    assertTrue(waits.getString("verdicts[0].message").contains("accountRestore"));
    assertEquals(
        "2",
        Database.value(
            "select count(*) from account_external_id x join account a on a.id = x.account_id where a.source = ? and a.external_id = 'acme'",
            company.prefix));

    JsonPath moved = ids("", "erp%1$s,1,%1$s,bolt");
    assertEquals(1, moved.getInt("created"), moved::prettify);
    assertEquals(List.of("WAS_ARCHIVED"), moved.getList("verdicts.code"));
    assertTrue(moved.getString("verdicts[0].message").contains(id("acme")));
    assertEquals(company.prefix + " bolt Ltd", named("erp" + company.prefix, "1"));
  }

  @Test
  void exportsOfACrmBringTheNumbersThatItHoldsOfAnotherSystem() {
    String salesforce = "001000000000" + company.prefix.substring(1, 4);
    String number = "ABCDE" + company.prefix + "X";
    admin.imported(
        "accounts",
        "Id,Name,BillingCountry,Industry\n%s,Sales Ltd,Germany,Food\n".formatted(salesforce));
    JsonPath ids =
        admin.imported(
            "account-external-ids?source=erp" + company.prefix,
            "Id,Name,AccountNumber\n%s,Sales Ltd,%s\n".formatted(salesforce, number));
    assertEquals(1, ids.getInt("created"), ids::prettify);
    assertEquals(List.of("Name"), ids.getList("passedOver"));
    assertEquals(
        "Sales Ltd",
        named("erp" + company.prefix, number),
        "a number of 15 letters is no id of Salesforce");
    String odoo = "base." + company.prefix;
    admin.imported(
        "accounts", "External ID,Name,Country,Industry\n%s,Odd Ltd,China,Food\n".formatted(odoo));
    admin.imported(
        "account-external-ids?source=erp" + company.prefix,
        "External ID,Name,Reference\n%s,Odd Ltd,R-1\n".formatted(odoo));
    assertEquals("Odd Ltd", named("erp" + company.prefix, "R-1"));
    assertEquals(
        400,
        admin.importCsv("account-external-ids", "Id,AccountNumber\n1,2\n").statusCode(),
        "whose numbers they are has to be said");
  }

  private JsonPath ids(String parameters, String... rows) {
    return admin.imported(
        "account-external-ids" + parameters,
        HEADER + String.join("\n", rows).formatted(company.prefix) + "\n");
  }

  private String named(String source, String value) {
    return admin
        .data(
            "query ($s: String!, $v: String!) { accountByExternalId(source: $s, value: $v) { name } }",
            Map.of("s", source, "v", value))
        .getString("data.accountByExternalId.name");
  }

  private String id(String account) {
    return GlobalId.of("Account", Integer.parseInt(of(account, "id")));
  }

  private String version(String account) {
    return of(account, "version");
  }

  private String of(String account, String column) {
    return Database.value(
        "select " + column + " from account where source = ? and external_id = ?",
        company.prefix,
        account);
  }
}
