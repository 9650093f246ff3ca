package io.keypulse.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.keypulse.KeypulseTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@KeypulseTest
class ImportTest {
  @Test
  void theSameFileTwiceChangesNothing() {
    String csv =
        """
        source,external_id,name,email,position,function,manager_external_id
        twice,kam,Ana,ana.twice@keypulse.example,Key account manager,SALES,boss
        twice,boss,Bo,bo.twice@keypulse.example,CEO,EXECUTIVE,
        """;
    post("employees", csv).body("created", is(2), "rejected", is(0));
    post("employees", csv).body("created", is(0), "updated", is(0), "unchanged", is(2));
  }

  @Test
  void aBadRowNeverCostsTheGoodOnes() {
    post(
            "accounts",
            """
            source,external_id,name,country,segment
            bad,1,Good Ltd,DE,Food
            bad,2,,DE,Food
            bad,3,Nowhere Ltd,ZZ,Food
            bad,1,Again Ltd,DE,Food
            bad,4,Too,many,cells,here
            bad,5,Fine Ltd,FR,Food
            """)
        .body("rows", is(6), "created", is(2), "rejected", is(4))
        .body("verdicts.line", equalTo(java.util.List.of(3, 4, 5, 6)))
        .body(
            "verdicts.code",
            equalTo(java.util.List.of("MISSING", "INVALID", "DUPLICATE_IN_FILE", "CELL_COUNT")))
        .body("verdicts[0].column", is("name"));
  }

  @Test
  void aRowIsToldOfAllItsCellsThatCannotBeRead() {
    post("accounts", "source,external_id,name,country,segment\nall,1,All Ltd,DE,Food\n");
    post(
            "contacts",
            """
            source,external_id,account_external_id,name,email,role,language,left_on,birth_year
            all,1,1,Kim,kim at home,BOSS,klingon,soon,12
            all,2,1,Lee,lee@all.example,BOSS,en,,
            """)
        .body("rejected", is(2), "verdicts.column", equalTo(java.util.List.of("email", "role")))
        .body("verdicts[0].message", startsWith("Write one plain address such as ana@example.com"))
        .body("verdicts[0].message", containsString("Also role: Use one of [DECISION_MAKER"))
        .body("verdicts[0].message", containsString("Also language: "))
        .body("verdicts[0].message", containsString("Also left_on: Write a date as 2026-01-31."))
        .body("verdicts[0].message", endsWith("Also birth_year: Write a year from 1900 to 2099."))
        .body("verdicts[1].message", not(containsString("Also")));
    post(
            "permissions",
            """
            source,external_id,contact_external_id,kind,said_on,snoozed_until
            all,p1,1,SNOZE,gestern,2020-01-01
            """)
        .body("verdicts.column", equalTo(java.util.List.of("kind")))
        .body("verdicts[0].message", endsWith("Also said_on: Write a date as 2026-01-31."));
  }

  @Test
  void daysThatNoCalendarHereKnowsAreRejectedAndCostNoOtherRow() {
    post("accounts", "source,external_id,name,country,segment\ndays,1,Days Ltd,DE,Food\n");
    post(
            "purchases",
            """
            source,external_id,account_external_id,date,category,net_amount,cost_amount,currency
            days,1,1,2026-01-31,Film,10.00,4.00,EUR
            days,2,1,+6000000-01-01,Film,10.00,4.00,EUR
            days,3,1,-0044-01-01,Film,10.00,4.00,EUR
            days,4,1,0000-01-01,Film,10.00,4.00,EUR
            days,5,1,2026-02-30,Film,10.00,4.00,EUR
            days,6,1,2025-12-31,Film,10.00,4.00,EUR
            """)
        .body("created", is(2), "rejected", is(4))
        .body("verdicts.column", equalTo(java.util.Collections.nCopies(4, "date")));
  }

  @Test
  void aReportingLineInACircleIsExplained() {
    String header = "source,external_id,name,email,position,function,manager_external_id\n";
    post(
        "employees",
        header
            + "circle,a,A,a.circle@keypulse.example,X,SALES,\n"
            + "circle,b,B,b.circle@keypulse.example,X,SALES,a\n");
    post("employees", header + "circle,a,A,a.circle@keypulse.example,X,SALES,b\n")
        .body("rejected", is(1))
        .body("verdicts[0].column", is("manager_external_id"))
        .body(
            "verdicts[0].message", containsString(": A would report to B, B reports to A. Change"));
  }

  private static ValidatableResponse post(String kind, String csv) {
    return given()
        .auth()
        .preemptive()
        .basic("admin", "demo")
        .contentType("text/csv")
        .body(csv)
        .post("/import/" + kind)
        .then()
        .statusCode(200);
  }
}
