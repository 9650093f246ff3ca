package io.keypulse.intake;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@KeypulseTest
class CrmExportTest {
  private static final String HIERARCHY = "Id,Name,ParentId,BillingCountry,Industry\n";

  private final String source = "x" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void companiesComeInBelowTheirParentsInAnyOrderOfRowsAndFiles() {
    post("accounts", HIERARCHY + "plant,Plant Ltd,branch,Germany,Food\n")
        .body("parked", is(1), "verdicts[0].column", is("parent_external_id"));
    String file = HIERARCHY + "branch,Branch Ltd,top,Germany,Food\ntop,Top Ltd,,Germany,Food\n";
    post("accounts", "&mode=DRY_RUN", file).body("created", is(2));
    post("accounts", file).body("created", is(2), "parked", is(0), "resolved", is(1));
    assertEquals(List.of("branch top", "plant branch"), ownedToday());
    post("accounts", file).body("unchanged", is(2));
    assertEquals(List.of("branch top", "plant branch"), ownedToday());
  }

  @Test
  void whatIsKnownOfOwnershipStaysAndWhatAFileToldBeforeGivesWay() {
    post(
        "accounts",
        HIERARCHY + "top,Top,,France,Food\nnew,New,,France,Food\nlow,Low,,France,Food\n");
    post(
            "account-relationships",
            """
            external_id,account_external_id,type,other_external_id,since
            known,low,BRANCH_OF,top,2020-01-01
            """)
        .body("created", is(1));
    post("accounts", HIERARCHY + "low,Low,top,France,Food\n").body("unchanged", is(1));
    post("accounts", HIERARCHY + "low,Low,new,France,Food\n")
        .body("rejected", is(1), "verdicts[0].column", is("parent_external_id"))
        .body("verdicts[0].message", containsString("belongs to a company already"));

    post("accounts", HIERARCHY + "sold,Sold,top,France,Food\n").body("created", is(1));
    Database.change(
        """
        update account_relationship set valid = daterange('2024-01-01', null), external_id = 'sold/parent/2024-01-01'
        where source = ? and external_id like 'sold/%'
        """,
        source);
    post("accounts", HIERARCHY + "sold,Sold,new,France,Food\n").body("updated", is(1));
    post("accounts", HIERARCHY + "sold,Sold,top,France,Food\n").body("updated", is(1));
    post("accounts", HIERARCHY + "sold,Sold,,France,Food\n").body("unchanged", is(1));
    assertEquals(List.of("low top", "sold top"), ownedToday());
  }

  @Test
  void aCompanyThatWasArchivedIsNamedWhereTheFileMakesAnotherOfIt() {
    String file = HIERARCHY + "old,Old Ltd,,Germany,Food\nlive,Live Ltd,,Germany,Food\n";
    post("accounts", file).body("created", is(2), "verdicts.size()", is(0));
    String id =
        GlobalId.of(
            "Account",
            Integer.parseInt(
                Database.value(
                    "select id from account where source = ? and external_id = 'old'", source)));
    Client.as("admin")
        .data(
            "mutation ($i: AccountArchiveInput!) { accountArchive(input: $i) { archivedAt } }",
            Map.of("i", Map.of("id", id, "expectedVersion", 1)));
    String told = "Old Ltd (" + id + ") had this id and is archived";
    for (String mode : List.of("&mode=DRY_RUN", "")) {
      post("accounts", mode, file)
          .body("created", is(1), "unchanged", is(1), "verdicts.verdict", contains("CREATED"))
          .body("verdicts[0].line", is(2), "verdicts[0].code", is("WAS_ARCHIVED"))
          .body("verdicts[0].message", containsString(told));
    }
    post("accounts", file).body("unchanged", is(2), "verdicts.size()", is(0));
  }

  @Test
  void companiesThatBelongToEachOtherAreRejected() {
    post("accounts", HIERARCHY + "a,A,b,France,Food\nb,B,a,France,Food\nc,C,c,France,Food\n")
        .body("rejected", is(3), "created", is(0))
        .body(
            "verdicts.column",
            contains("parent_external_id", "parent_external_id", "parent_external_id"));
    post("accounts", HIERARCHY + "a,A,,France,Food\nb,B,a,France,Food\n").body("created", is(2));
    post("accounts", HIERARCHY + "a,A,b,France,Food\n")
        .body("rejected", is(1), "verdicts[0].column", is("parent_external_id"))
        .body("verdicts[0].message", containsString("in a circle"));
    assertEquals(List.of("b a"), ownedToday());
  }

  @Test
  void reportsAndTechnicalExportsAreReadAsWell() {
    post(
            "accounts",
            """
            Account ID,Account Name,Parent Account ID,Billing Country,Industry,Account Owner
            1,One Ltd,2,Germany,Food,Kim
            2,Two Ltd,,France,Food,Kim
            """)
        .body("created", is(2), "passedOver", contains("Account Owner"));
    assertEquals(List.of("1 2"), ownedToday());
    post(
            "contacts",
            "&default=role:USER&default=language:en",
            """
            Contact ID,First Name,Last Name,Account ID,Account Name,Title,Email,Phone,Mailing Country,Mailing Zip/Postal Code
            3,Kim,Lee,1,One Ltd,Buyer,kim@one.example,+49 30 1234,Germany,10115
            """)
        .body("created", is(1));
    as(
            "hubspot",
            "contacts",
            "&default=role:USER&default=language:en",
            """
            Record ID,First Name,Last Name,Associated Company IDs,Primary Associated Company ID
            4,Ana,Roth,1;2,2
            """)
        .body("created", is(1));
    as(
            "hubspot",
            "contacts",
            "&default=role:USER&default=language:en",
            "Record ID,First Name,Last Name,Associated Company IDs\n5,Bo,Chef,1;2\n")
        .body("created", is(1));
    assertEquals(
        List.of("3 Kim Lee 1 DE", "4 Ana Roth 2", "5 Bo Chef 1"),
        Database.column(
            """
            select concat_ws(' ', c.external_id, c.name, a.external_id, c.country)
            from contact c join account a on a.id = c.account_id where c.source = ? order by 1
            """,
            source));
  }

  @Test
  void idsOfSalesforcesReportsAreThoseOfItsOtherExports() {
    post(
            "accounts",
            "Account ID,Account Name,Billing Country,Industry\n001A0000006Vm9r,One Ltd,France,Food\n")
        .body("created", is(1));
    post("accounts", HIERARCHY + "001A0000006Vm9rIAC,One Ltd,,France,Food\n")
        .body("unchanged", is(1));
    post("accounts", HIERARCHY + "001A0000006Vm9R,Two Ltd,001A0000006Vm9r,France,Food\n");
    post("accounts", HIERARCHY + "short,Three Ltd,001A0000006Vm9RIAS,France,Food\n");
    assertEquals(
        List.of("001A0000006Vm9RIAS 001A0000006Vm9rIAC", "short 001A0000006Vm9RIAS"), ownedToday());
  }

  @Test
  void technicalHeadersOfOdooAreRecognisedAndACountryThatIsNoneIsTold() {
    String file =
        """
        id,name,country_id,industry_id
        o.%1$s,Odd Ltd,China,Food
        p.%1$s,Pod Ltd,base.cn,Food
        """
            .formatted(source);
    send("accounts", "?source=" + source, file)
        .then()
        .body("created", is(1), "rejected", is(1), "verdicts[0].column", is("country"));
    assertEquals("CN", Database.value("select country from account where source = ?", source));
  }

  @Test
  void whatCannotBeTrueOfAPersonOrAnAmountIsRejected() {
    post("accounts", HIERARCHY + "1,One,,France,Food\n");
    post(
            "contacts",
            "&default=role:USER&default=language:en",
            """
            Id,AccountId,Name,Birthdate,since
            a,1,Kim,2099-01-01,
            b,1,Lee,,2199-01-01
            c,1,Win a prize at https://bad.example,,
            d,1,www.bad.example,,
            """)
        .body(
            "rejected", is(4), "verdicts.column", contains("birth_year", "since", "name", "name"));
    post(
            "purchases",
            """
            external_id,account_external_id,date,category,net_amount,cost_amount,currency
            p1,1,2026-01-31,Film,1e5,4.00,EUR
            """)
        .body("rejected", is(1), "verdicts[0].column", is("net_amount"));
  }

  @Test
  void aZeroInBracketsThatIsNotDialledFromAbroadIsLeftOut() {
    post("accounts", HIERARCHY + "1,One,,France,Food\n");
    post(
            "contacts",
            "&default=role:USER&default=language:en",
            """
            Id,AccountId,Name,Phone
            a,1,Kim,+49 (0)30 / 1234-56
            b,1,Lee,0044(0)20 123456
            c,1,Mia,+39 (0)6 1234567
            d,1,Nia,(030) 123456
            """)
        .body("created", is(4));
    assertEquals(
        List.of("+4930123456", "004420123456", "+39061234567", "030123456"),
        Database.column("select phone from contact where source = ? order by external_id", source));
  }

  private List<String> ownedToday() {
    return Database.column(
        """
        select a.external_id || ' ' || o.external_id
        from account_relationship r join account a on a.id = r.account_id join account o on o.id = r.other_id
        where a.source = ? and r.valid @> today() order by 1
        """,
        source);
  }

  private ValidatableResponse post(String kind, String csv) {
    return post(kind, "", csv);
  }

  private ValidatableResponse post(String kind, String parameters, String csv) {
    return as("salesforce", kind, parameters, csv);
  }

  private ValidatableResponse as(String preset, String kind, String parameters, String csv) {
    return send(kind, "?preset=%s&source=%s%s".formatted(preset, source, parameters), csv)
        .then()
        .statusCode(200)
        .body("state", is("DONE"));
  }

  private static Response send(String kind, String parameters, String csv) {
    return Client.as("admin")
        .http()
        .contentType("text/csv")
        .body(csv.getBytes(StandardCharsets.UTF_8))
        .post("/import/" + kind + parameters);
  }
}
