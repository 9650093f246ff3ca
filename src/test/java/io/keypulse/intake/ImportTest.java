package io.keypulse.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

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
        .body("verdicts[0].message", is("The reporting line would run in a circle."));
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
