package io.keypulse.intake;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.Socket;
import io.keypulse.Together;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Retention;
import io.keypulse.platform.Spreadsheet;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@KeypulseTest
class ImportJobTest {
  private static final String ACCOUNTS = "source,external_id,name,country,segment\n";
  private static final String CONTACTS =
      "source,external_id,account_external_id,name,role,language\n";

  @Inject ImportTick imports;
  @Inject ImportRunner runner;
  @Inject Retention retention;
  @Inject Importers importers;
  @Inject MovableClock clock;

  private final String source = "i" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void aFileMayBringWhatAnEarlierOneWaitsFor() {
    String contacts =
        post("contacts", CONTACTS + rows("%s,c1,late,Kim,BUYER,en", "%s,c2,late,Lee,USER,en"))
            .body("parked", is(2), "created", is(0), "rejected", is(0))
            .body("verdicts.verdict", contains("PARKED", "PARKED"))
            .body("verdicts.code", contains("UNKNOWN_REFERENCE", "UNKNOWN_REFERENCE"))
            .body("verdicts[0].column", is("account_external_id"))
            .extract()
            .path("id");
    post("accounts", ACCOUNTS + rows("%s,late,Late Ltd,DE,Food"))
        .body("created", is(1), "resolved", is(2));
    assertEquals("2", Database.value("select count(*) from contact where source = ?", source));
    assertEquals(
        "0", Database.value("select count(*) from import_parked where source = ?", source));
    assertEquals(
        List.of("line,verdict,column,code,message,source,external_id"),
        verdicts(contacts).lines().limit(1).toList());
    assertTrue(verdicts(contacts).contains("2,CREATED,account_external_id,,Waited for"));
  }

  @Test
  void aChainOfParkedRowsComesInTogether() {
    String employees = "source,external_id,name,email,position,function,manager_external_id\n";
    post("employees", employees + rows(employee("c", "b"), employee("b", "a")))
        .body("parked", is(2));
    post("employees", employees + rows(employee("a", "")))
        .body("created", is(1), "resolved", is(2), "parked", is(0));
    assertEquals(
        List.of("a", "b"),
        Database.column(
            """
            select m.external_id from employee e
            join reporting_line l on l.employee_id = e.id join employee m on m.id = l.manager_id
            where e.source = ? order by 1
            """,
            source));
  }

  @Test
  void contactsThatReportToEachOtherInACircleAreRejectedAndThoseBelowThemWait() {
    post("accounts", ACCOUNTS + rows("%s,round,Round Ltd,DE,Food"));
    String header = CONTACTS.strip() + ",reports_to_external_id\n";
    String id =
        post(
                "contacts",
                header
                    + rows(
                        "%s,c1,round,Kim,BUYER,en,c2",
                        "%s,c2,round,Lee,USER,en,c3",
                        "%s,c3,round,Max,USER,en,c1",
                        "%s,c4,round,Nia,USER,en,c1"))
            .body("rejected", is(3), "parked", is(1), "created", is(0))
            .extract()
            .path("id");
    String circle =
        "These refer to each other in a circle: %1$s/c1, %1$s/c2, %1$s/c3, and back to the first"
            .formatted(source);
    assertTrue(verdicts(id).contains("2,REJECTED,reports_to_external_id,CONFLICT,\"" + circle));
    post("contacts", header + rows("%s,c1,round,Kim,BUYER,en,"))
        .body("created", is(1), "resolved", is(1));
  }

  @Test
  void aDryRunTellsOfCirclesAndOfThoseWhoWaitForThemWhatTheImportDoes() {
    post("accounts", ACCOUNTS + rows("%s,round,Round Ltd,DE,Food"));
    String contacts =
        CONTACTS.strip()
            + ",reports_to_external_id\n"
            + rows(
                "%s,c1,round,Kim,BUYER,en,c2",
                "%s,c2,round,Lee,USER,en,c1",
                "%s,c3,round,Max,USER,en,c1",
                "%s,c4,round,Nia,USER,en,c3",
                "%s,c5,round,Odo,NONSENSE,en,",
                "%s,c6,round,Pia,USER,en,c5",
                "%s,d3,round,Ron,USER,en,d2",
                "%s,d2,round,Sue,USER,en,d1",
                "%s,d1,round,Tom,USER,en,");
    for (String mode : List.of("?mode=DRY_RUN", "")) {
      String id =
          send("contacts", mode, contacts)
              .then()
              .statusCode(200)
              .body("created", is(3), "rejected", is(3), "parked", is(3))
              .extract()
              .path("id");
      assertTrue(
          verdicts(id).contains("2,REJECTED,reports_to_external_id,CONFLICT,\"These refer"), mode);
      assertTrue(verdicts(id).contains("4,PARKED,reports_to_external_id"), mode);
      assertTrue(verdicts(id).contains("5,PARKED,reports_to_external_id"), mode);
      assertTrue(verdicts(id).contains("7,PARKED,reports_to_external_id"), mode);
    }
  }

  @Test
  void employeesThatReportToThemselvesOrInACircleAreRejected() {
    String employees = "source,external_id,name,email,position,function,manager_external_id\n";
    String id =
        post(
                "employees",
                employees + rows(employee("own", "own"), employee("a", "b"), employee("b", "a")))
            .body("rejected", is(3), "parked", is(0))
            .extract()
            .path("id");
    assertTrue(verdicts(id).contains(source + "/own refers to itself"));
    assertTrue(verdicts(id).contains("%1$s/a, %1$s/b, and back".formatted(source)));
  }

  @Test
  void aHeaderThatDoesNotFitSaysWhatWasReadAndWhatIsMeant() {
    send("accounts", "", "source,external_id,name,contry,segment\n")
        .then()
        .statusCode(400)
        .body("message", containsString("names \"contry\", which a file of accounts does not have"))
        .body("message", containsString("write country"));
    send("accounts", "", "source,external_id,name,name,country,segment\n")
        .then()
        .statusCode(400)
        .body("message", containsString("names \"name\" twice"));
    send("accounts", "", "source,external_id,name,segment\n")
        .then()
        .statusCode(400)
        .body("message", containsString("lacks the columns [country]"))
        .body("message", containsString("it was read as [\"source\", \"external_id\""));
    send("accounts", "", "Related Company/External ID,Name,Industry\n")
        .then()
        .statusCode(400)
        .body("message", containsString("send it with preset=odoo"));
    send("accounts", "", "source,external_id,naem,country,segment\n")
        .then()
        .statusCode(400)
        .body("message", containsString("write name if that is meant"));
  }

  @Test
  void aWrongKindOrParameterIsAnsweredWithTheNearest() {
    send("acounts", "", "source,external_id,name,country,segment\n")
        .then()
        .statusCode(404)
        .body("message", containsString("[account-external-ids, account-relationships, accounts, "))
        .body("message", containsString("Write accounts if that is meant."));
    send("accounts", "?mod=DRY_RUN", "source,external_id,name,country,segment\n")
        .then()
        .statusCode(400)
        .body("field", is("mod"))
        .body("message", containsString("Write mode if that is meant."));
    send("accounts", "?strange=1", "source,external_id,name,country,segment\n")
        .then()
        .statusCode(400)
        .body("message", not(containsString("if that is meant")));
  }

  @Test
  void codesOfCountriesAreTakenWhateverTheirCase() {
    post("accounts", ACCOUNTS + rows("%s,small,Small Ltd,de,Food")).body("created", is(1));
    post("accounts", ACCOUNTS + rows("%s,small,Small Ltd,DE,Food")).body("unchanged", is(1));
  }

  @Test
  void aRepeatOfAParkedRowTakesItsPlace() {
    post("contacts", CONTACTS + rows("%s,c1,gone,Kim,BUYER,en")).body("parked", is(1));
    post("contacts", CONTACTS + rows("%s,c1,here,Kim Two,BUYER,en")).body("parked", is(1));
    post("accounts", ACCOUNTS + rows("%s,gone,Gone Ltd,DE,Food", "%s,here,Here Ltd,DE,Food"))
        .body("resolved", is(1));
    assertEquals(
        "Kim Two here",
        Database.value(
            """
            select c.name || ' ' || a.external_id from contact c join account a on a.id = c.account_id
            where c.source = ?
            """,
            source));
  }

  @Test
  void aParkedRowThatIsWrongAfterAllIsRejectedInItsOwnJob() {
    String employees = "source,external_id,name,email,position,function,manager_external_id\n";
    post("employees", employees + rows(employee("taken", "")));
    String second =
        post(
                "employees",
                employees
                    + rows(
                        "%1$s,other,Other,taken.%1$s@keypulse.example,X,SALES,late",
                        employee("fine", "late")))
            .body("parked", is(2))
            .extract()
            .path("id");
    post("employees", employees + rows(employee("late", "")))
        .body("created", is(1), "resolved", is(1));
    assertTrue(verdicts(second).contains("2,REJECTED,email,CONFLICT,"), verdicts(second));
    assertTrue(verdicts(second).contains("3,CREATED,"));
    assertEquals(
        "0 1 1",
        Database.value(
            "select parked || ' ' || rejected || ' ' || created from import_job where id = ?",
            number(second)));
  }

  @Test
  void aReferenceMayBeToAThingOfAnotherSystem() {
    post("accounts", ACCOUNTS + rows("erp-%s,1,Ware Ltd,DE,Food"));
    post(
            "contacts",
            "source,external_id,account_source,account_external_id,name,role,language\n"
                + rows("%1$s,c1,erp-%1$s,1,Kim,BUYER,en"))
        .body("created", is(1));
  }

  @Test
  void aRehearsalTellsAllAndChangesNothing() {
    post("accounts", ACCOUNTS + rows("%s,1,One Ltd,DE,Food"));
    post(
            "accounts",
            "?mode=DRY_RUN",
            ACCOUNTS + rows("%s,1,Uno Ltd,DE,Food", "%s,2,Two Ltd,DE,Food", "%s,3,,DE,Food"))
        .body("mode", is("DRY_RUN"))
        .body("updated", is(1), "created", is(1), "rejected", is(1));
    assertEquals(
        List.of("One Ltd"), Database.column("select name from account where source = ?", source));
    post(
            "employees",
            "?mode=DRY_RUN",
            "source,external_id,name,email,position,function,manager_external_id\n"
                + rows(employee("b", "a"), employee("a", ""), employee("c", "nobody")))
        .body("created", is(2), "parked", is(1));
    assertEquals("0", Database.value("select count(*) from employee where source = ?", source));
    assertEquals(
        "0", Database.value("select count(*) from import_parked where source = ?", source));
  }

  @Test
  void aParameterThatThereIsNotImportsNothing() {
    String one = ACCOUNTS + rows("%s,1,One Ltd,DE,Food");
    for (String mistyped : List.of("mod=DRY_RUN", "dryRun=true", "wait=maybe")) {
      String name = mistyped.substring(0, mistyped.indexOf('='));
      send("accounts", "?" + mistyped, one)
          .then()
          .statusCode(400)
          .body("code", is("INVALID"), "field", is(name));
    }
    assertEquals("0", Database.value("select count(*) from account where source = ?", source));
  }

  @Test
  void anImportTakesNoLongerTextThanAFormDoes() {
    post("accounts", ACCOUNTS + rows("%s,1," + "x".repeat(201) + ",DE,Food"))
        .body("rejected", is(1), "verdicts[0].column", is("name"));
    post("accounts", ACCOUNTS + rows("%s,1," + "x".repeat(200) + ",DE,Food"))
        .body("created", is(1));
  }

  @Test
  void aFileMayOnlyCreateOrOnlyChange() {
    post("accounts", ACCOUNTS + rows("%s,1,One Ltd,DE,Food"));
    String both = ACCOUNTS + rows("%s,1,Uno Ltd,DE,Food", "%s,2,Two Ltd,DE,Food");
    post("accounts", "?mode=UPDATE_ONLY", both)
        .body("updated", is(1), "created", is(0), "verdicts.code", contains("NOT_THERE"));
    post("accounts", "?mode=CREATE_ONLY", both)
        .body("updated", is(0), "created", is(1), "verdicts.code", contains("ALREADY_THERE"));
  }

  @Test
  void everyKindKnowsItsRowsOrSaysThatItCannot() {
    for (Importer<?> importer : importers.all()) {
      String file = "source,external_id," + String.join(",", importer.required()) + "\n";
      Response response = send(importer.kind(), "?mode=UPDATE_ONLY", file);
      if (importer.table().isPresent()) {
        Database.value("select count((source, external_id)) from " + importer.table().get() + " k");
        response.then().statusCode(200).body("state", is("DONE"));
      } else {
        response
            .then()
            .statusCode(400)
            .body("field", is("mode"))
            .body("message", containsString("use UPSERT"));
      }
    }
  }

  @Test
  void anAccountIsKnownByWhateverAnySystemCallsIt() {
    post("accounts", ACCOUNTS + rows("%s,1,One Ltd,DE,Food"));
    Database.change(
        """
        insert into account_external_id (account_id, team_id, source, value)
        select id, team_id, 'crm-' || source, 'one' from account where source = ?
        """,
        source);
    post("accounts", "?mode=UPDATE_ONLY", ACCOUNTS + rows("crm-%s,one,Uno Ltd,DE,Food"))
        .body("updated", is(1));
    post("accounts", "?mode=CREATE_ONLY", ACCOUNTS + rows("crm-%s,one,Uno Ltd,DE,Food"))
        .body("verdicts.code", contains("ALREADY_THERE"));
  }

  @Test
  void administratorsAreToldHowFarAnImportIsAtEveryBatch() throws Exception {
    String id =
        send("accounts", "?wait=false", ACCOUNTS + rows("%s,1,One Ltd,DE,Food", "%s,2,,DE,Food"))
            .path("id");
    String query =
        "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { importProgress(jobId: \\\""
            + id
            + "\\\") { state counts { rowsDone rejected } } }\"}}";
    try (Socket admin = Socket.of("admin").subscribedTo(query);
        Socket analyst = Socket.of("analyst")) {
      analyst.say(query);
      assertEquals("FORBIDDEN", analyst.heard().getString("payload[0].extensions.code"));
      post("accounts", ACCOUNTS + rows("%s,3,Three Ltd,DE,Food"));
      imports.tick();
      JsonPath batch = admin.heard();
      assertEquals(2, batch.getInt("payload.data.importProgress.counts.rowsDone"));
      assertEquals(1, batch.getInt("payload.data.importProgress.counts.rejected"));
      String state = batch.getString("payload.data.importProgress.state");
      while ("RUNNING".equals(state)) {
        state = admin.heard().getString("payload.data.importProgress.state");
      }
      assertEquals("DONE", state);
    }
  }

  @Test
  void aQueuedJobIsTakenByWhoeverComesFirstAndOnlyOnce() throws Exception {
    String id =
        send("accounts", "?wait=false&name=list.csv", ACCOUNTS + rows("%s,1,One Ltd,DE,Food"))
            .then()
            .statusCode(202)
            .body("state", is("QUEUED"), "created", is(0))
            .extract()
            .path("id");
    Together.run(3, imports::tick);
    assertEquals(
        "DONE 1 list.csv",
        Database.value(
            "select state || ' ' || created || ' ' || file_name from import_job where id = ?",
            number(id)));
    assertEquals(
        "0", Database.value("select count(*) from import_chunk where job_id = ?", number(id)));
  }

  @Test
  void aJobWhoseReplicaDisappearedGoesOnFromItsLastBatch() {
    String csv =
        ACCOUNTS
            + IntStream.rangeClosed(1, 12_000)
                .mapToObj(i -> source + "," + i + ",Account " + i + ",DE,Food\n")
                .collect(Collectors.joining());
    String id = send("accounts", "?wait=false", csv).then().statusCode(202).extract().path("id");
    // A replica that took it, put in one batch, and was killed.
    Database.change(
        """
        update import_job set state = 'RUNNING', fence = 1, attempts = 1, started_at = now(), rows_done = 5000,
          created = 5000, lease_until = now() + interval '60 seconds' where id = ?
        """,
        number(id));
    Database.change(
        "insert into import_stretch (job_id, first_line, letters) values (?, 2, repeat('C', 5000))",
        number(id));
    imports.tick();
    assertEquals(
        "RUNNING", Database.value("select state from import_job where id = ?", number(id)));
    clock.later(Duration.ofSeconds(61), imports::tick);
    assertEquals(
        "DONE 12000 12000 2",
        Database.value(
            "select state || ' ' || rows_done || ' ' || created || ' ' || fence from import_job where id = ?",
            number(id)));
    assertEquals("7000", Database.value("select count(*) from account where source = ?", source));
    assertEquals(12_001, verdicts(id).lines().count());
  }

  @Test
  void aReplicaThatLostItsJobWritesNothingMore() {
    String id =
        send("accounts", "?wait=false", ACCOUNTS + rows("%s,1,One Ltd,DE,Food"))
            .then()
            .extract()
            .path("id");
    ImportJob stale =
        new ImportJob(
            number(id),
            "accounts",
            "x",
            "UPSERT",
            "RUNNING",
            null,
            "{}",
            "UTF-8",
            ",",
            ".",
            "yyyy-MM-dd",
            "",
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            null,
            "admin",
            clock.instant(),
            null,
            null,
            1);
    Database.change(
        """
        update import_job set state = 'RUNNING', fence = 7, lease_until = now() + interval '60 seconds' where id = ?
        """,
        number(id));
    runner.run(stale);
    assertEquals("0", Database.value("select count(*) from account where source = ?", source));
    assertEquals("0", Database.value("select rows_done from import_job where id = ?", number(id)));
    Database.change(
        "update import_job set state = 'FAILED', lease_until = null where id = ?", number(id));
  }

  @Test
  void twoFilesAtTheSameTimeNeverMissEachOther() throws Exception {
    AtomicInteger turn = new AtomicInteger();
    String accounts =
        ACCOUNTS
            + IntStream.range(0, 300)
                .mapToObj(i -> source + ",a" + i + ",Account " + i + ",DE,Food\n")
                .collect(Collectors.joining());
    String contacts =
        CONTACTS
            + IntStream.range(0, 300)
                .mapToObj(i -> source + ",c" + i + ",a" + i + ",Kim,BUYER,en\n")
                .collect(Collectors.joining());
    Together.run(
        2,
        () -> {
          boolean first = turn.getAndIncrement() == 0;
          post(first ? "contacts" : "accounts", first ? contacts : accounts);
        });
    assertEquals("300", Database.value("select count(*) from contact where source = ?", source));
    assertEquals(
        "0", Database.value("select count(*) from import_parked where source = ?", source));
  }

  @Test
  void twoTimesTheSameFileAtTheSameTimeDoublesNothing() throws Exception {
    String accounts =
        ACCOUNTS
            + IntStream.range(0, 2000)
                .mapToObj(i -> source + ",a" + i + ",Account " + i + ",DE,Food\n")
                .collect(Collectors.joining());
    List<Integer> created =
        Together.call(2, () -> post("accounts", accounts).extract().path("created"));
    assertEquals(2000, created.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void aRowThatStandsTwiceInAFileIsTakenOnceHoweverFarApart() {
    String accounts =
        ACCOUNTS
            + IntStream.range(0, 6000)
                .mapToObj(i -> source + ",a" + i + ",Account " + i + ",DE,Food\n")
                .collect(Collectors.joining())
            + rows("%s,a0,Again Ltd,DE,Food");
    post("accounts", accounts)
        .body("created", is(6000), "verdicts.code", contains("DUPLICATE_IN_FILE"))
        .body("verdicts.line", contains(6002));
  }

  @Test
  void howAFileIsWrittenIsRecognisedAndTold() {
    post("accounts", ACCOUNTS + rows("%s,1,One Ltd,DE,Food"));
    String csv =
        """
        source;external_id;account_external_id;date;category;net_amount;cost_amount;currency
        %1$s;1;1;31.01.2026;Film;1.234,50;4,00;EUR
        %1$s;2;1;1.2.2026;Film;12;4,00;EUR
        """
            .formatted(source);
    send("purchases", "", csv.getBytes(StandardCharsets.UTF_16))
        .then()
        .statusCode(200)
        .body("created", is(2), "dialect.encoding", is("UTF-16BE"), "dialect.delimiter", is(";"))
        .body("dialect.decimalMark", is(","), "dialect.datePattern", is("dd.MM.yyyy"));
    assertEquals(
        List.of("1234.50 2026-01-31", "12.00 2026-02-01"),
        Database.column(
            "select net_amount || ' ' || purchased_on from purchase where source = ? order by external_id",
            source));
    post("accounts", ACCOUNTS.replace(',', '\t') + rows("%s\t2\tTwo, Ltd\tDE\tFood"))
        .body("created", is(1), "dialect.delimiter", is("\t"));
  }

  @Test
  void whatCanBeReadInTwoWaysIsAskedBack() {
    String header =
        "source,external_id,account_external_id,date,category,net_amount,cost_amount,currency\n";
    post("accounts", ACCOUNTS + rows("%s,1,One Ltd,DE,Food"));
    String dates = header + rows("%s,1,1,01/02/2026,Film,10.00,4.00,EUR");
    send("purchases", "", dates)
        .then()
        .statusCode(400)
        .body("field", is("date"))
        .body("message", containsString("2026-02-01 (date=dd/MM/yyyy)"))
        .body("message", containsString("2026-01-02 (date=MM/dd/yyyy)"));
    post("purchases", "?date=MM/dd/yyyy", dates).body("created", is(1));
    assertEquals(
        "2026-01-02", Database.value("select purchased_on from purchase where source = ?", source));
    post(
            "purchases",
            header
                + rows(
                    "%s,2,1,01/02/2026,Film,10.00,4.00,EUR",
                    "%s,3,1,31/01/2026,Film,10.00,4.00,EUR"))
        .body("created", is(2), "dialect.datePattern", is("dd/MM/yyyy"));

    String amounts = header + rows("%s,4,1,2026-01-31,Film,\"1,234\",\"2,500\",EUR");
    send("purchases", "", amounts).then().statusCode(400).body("field", is("decimal"));
    post("purchases", "?decimal=.", amounts).body("created", is(1));
    assertEquals(
        "1234.00",
        Database.value(
            "select net_amount from purchase where source = ? and external_id = '4'", source));
  }

  @Test
  void thousandsAndDecimalsAreAskedBackWhereEveryMarkHasThreeDigitsAfterIt() {
    post("accounts", ACCOUNTS + rows("%s,1,One Ltd,DE,Food"));
    String header =
        "source;external_id;account_external_id;date;category;net_amount;currency;quantity;unit\n";
    String german =
        header
            + rows(
                "%s;1;1;15.01.2027;Film;1.000;EUR;2.500;kg", "%s;2;1;15.01.2027;Film;800;EUR;7;kg");
    send("purchases", "", german)
        .then()
        .statusCode(400)
        .body("field", is("decimal"))
        .body("message", containsString("2.500 may be 2.5 (decimal=.) or 2500 (decimal=,)"));
    post("purchases", "?decimal=,", german).body("created", is(2));
    assertEquals(
        "1000.00 2500.0000",
        Database.value(
            "select net_amount || ' ' || quantity from purchase where source = ? and external_id = '1'",
            source));
    post("purchases", german + rows("%s;3;1;15.01.2027;Film;12,50;EUR;1;kg"))
        .body("created", is(1), "unchanged", is(2), "dialect.decimalMark", is(","));
    post("purchases", "?decimal=.", german.replace(";1;1;", ";4;1;")).body("created", is(1));
    assertEquals(
        "1.00",
        Database.value(
            "select net_amount from purchase where source = ? and external_id = '4'", source));
  }

  @Test
  void aMarkIsSoughtInTheWholeFileWhereTheFirstRowsHaveNone() {
    post("accounts", ACCOUNTS + rows("%s,1,One Ltd,DE,Food"));
    StringBuilder file =
        new StringBuilder(
            "source;external_id;account_external_id;date;category;net_amount;currency\n");
    for (int i = 0; i < 2100; i++) {
      file.append("%s;%d;1;15.01.2027;Film;%d;EUR\n".formatted(source, i, i % 900));
    }
    send("purchases", "", file + rows("%s;last;1;15.01.2027;Film;1.000;EUR"))
        .then()
        .statusCode(400)
        .body("field", is("decimal"));
  }

  @Test
  void exportsOfOtherSystemsComeInAsTheyAre() {
    String salesforce =
        """
        "Id","Name","ParentId","BillingCity","BillingCountry","Industry","OwnerId"
        "001%1$s","Sales Ltd","","Köln","Germany","Food","005"
        "002%1$s","Narnia Ltd","","Cair","Narnia","Food","005"
        """
            .formatted(source);
    post("accounts", salesforce).body("created", is(1), "verdicts.column", contains("country"));
    assertEquals(
        "salesforce DE",
        Database.value(
            "select source || ' ' || country from account where external_id = ?", "001" + source));
    post(
            "contacts",
            "?default=role:USER&default=language:en",
            """
            Id,AccountId,FirstName,LastName,Email
            003%1$s,001%1$s,Kim,Lee,kim.%1$s@customer.example
            """
                .formatted(source))
        .body("created", is(1));
    assertEquals(
        "Kim Lee",
        Database.value("select name from contact where external_id = ?", "003" + source));
    post(
            "accounts",
            "?preset=hubspot&source=" + source,
            "Record ID,Company name,Country/Region,Industry\n77,Hub Ltd,France,Food\n")
        .body("created", is(1));
    assertEquals("FR", Database.value("select country from account where source = ?", source));
    post(
            "accounts",
            """
            External ID,Name,Country/Country Code,Industry
            base.%1$s,Odd Ltd,CN,Food
            """
                .formatted(source))
        .body("created", is(1));
    assertEquals(
        "odoo",
        Database.value("select source from account where external_id = ?", "base." + source));
  }

  @Test
  void exportsBringAPersonsAddressesRoleAndBirthAsTheirSystemTellsThem() {
    post("accounts", ACCOUNTS + rows("%s,1,One Ltd,DE,Food"));
    String from = "&source=" + source + "&default=account_source:" + source;
    post(
            "contacts",
            "?preset=salesforce&default=role:USER&default=language:en" + from,
            """
            Id,AccountId,FirstName,LastName,MobilePhone,HomePhone,MailingStreet,MailingPostalCode,MailingCountry,Birthdate,GenderIdentity,ReportsToId
            s1,1,Kim,Lee,+49 170 1,+49 30 2,"Weg 1
            Haus B",10115,Germany,1980-05-01,Nonbinary,s2
            s2,1,Bo,Chef,,,,,,,Not Listed,
            """)
        .body("created", is(2));
    post(
            "contacts",
            "?preset=hubspot" + from,
            """
            Record ID,First Name,Last Name,Associated Company ID,Email,Additional email addresses,Buying Role,Preferred language,Date of birth,Gender
            h1,Ana,Roth,1,ana@one.example,ana@two.example;ar@one.example,Budget Holder;Champion,German,05/31/1975,female
            """)
        .body("created", is(1));
    post(
            "contacts",
            "?preset=odoo&default=role:USER" + from,
            """
            External ID,Name,Related Company/External ID,Mobile,Zip,Country,Language
            o1,Ola Nord,1,+47 1234,0150,Norway,English (US)
            """)
        .body("created", is(1));
    assertEquals(
        List.of(
            "h1 Ana Roth BUYER 1975 FEMALE - - -",
            "o1 Ola Nord USER - - - 0150 NO",
            "s1 Kim Lee USER 1980 DIVERSE Weg 1, Haus B 10115 DE",
            "s2 Bo Chef USER - - - - -"),
        Database.column(
            """
            select concat_ws(' ', external_id, name, role, coalesce(birth_year::text, '-'), coalesce(gender, '-'),
              coalesce(street, '-'), coalesce(postal_code, '-'), coalesce(country, '-'))
            from contact where source = ? order by 1
            """,
            source));
    assertEquals(
        List.of(
            "h1 EMAIL OTHER ana@two.example",
            "h1 EMAIL OTHER ar@one.example",
            "h1 EMAIL WORK ana@one.example",
            "o1 PHONE MOBILE +471234",
            "s1 PHONE MOBILE +491701",
            "s1 PHONE PRIVATE +49302"),
        Database.column(
            """
            select concat_ws(' ', c.external_id, p.means, p.kind, p.value)
            from contact_point p join contact c on c.id = p.contact_id where c.source = ? order by 1
            """,
            source));
  }

  @Test
  void whatASenderSaysWronglyIsRefusedByName() {
    String csv = ACCOUNTS + rows("%s,1,One Ltd,DE,Food");
    for (String parameter :
        List.of("mode=ALL", "preset=excel", "delimiter=x", "decimal=x", "date=yy", "default=x")) {
      send("accounts", "?" + parameter, csv)
          .then()
          .statusCode(400)
          .body("field", is(parameter.substring(0, parameter.indexOf('='))));
    }
    send("nothing", "", csv).then().statusCode(404).body("field", is("kind"));
    send("accounts", "", "").then().statusCode(400).body("field", is("file"));
    send("accounts", "", csv + "\"open").then().statusCode(400).body("field", is("file"));
    send("accounts", "", new byte[] {'a', (byte) 0xFF, (byte) 0xC3, '\n'})
        .then()
        .statusCode(400)
        .body("field", is("file"));
    assertEquals("0", Database.value("select count(*) from account where source = ?", source));
  }

  @Test
  void charactersThatTurnTextAroundAreRejected() {
    post("accounts", ACCOUNTS + rows("%s,1,Good\u202Edtl,DE,Food"))
        .body("rejected", is(1), "verdicts[0].column", is("name"));
  }

  @Test
  void verdictsAreDownloadedWithoutFormulas() {
    String id =
        post(
                "contacts",
                "source,external_id,account_external_id,name,role,language\n"
                    + rows("%s,1,=cmd,Kim,BUYER,en"))
            .extract()
            .path("id");
    assertTrue(verdicts(id).contains("2,PARKED,account_external_id,UNKNOWN_REFERENCE,Nothing"));
    assertEquals("'=cmd", Spreadsheet.harmless("=cmd"));
    assertEquals("'@x", Spreadsheet.harmless("@x"));
    assertEquals("plain", Spreadsheet.harmless("plain"));
    Client.as("analyst").http().get("/import/jobs/" + id + "/verdicts.csv").then().statusCode(403);
    Client.as("admin")
        .http()
        .get("/import/jobs/" + "SW1wb3J0Sm9iOjA" + "/verdicts.csv")
        .then()
        .statusCode(404);
  }

  @Test
  void whatIsPostedElsewhereStaysSmall() {
    Client.as("admin")
        .http()
        .contentType("text/csv")
        .body("x".repeat(70_000))
        .post("/q/anything")
        .then()
        .statusCode(413);
  }

  @Test
  void administratorsFollowImportsAndPageThroughTheirVerdicts() {
    String id =
        post(
                "accounts",
                "?name=lists/accounts.csv",
                ACCOUNTS + rows("%s,1,,DE,Food", "%s,2,Two Ltd,DE,Food", "%s,3,,DE,Food"))
            .extract()
            .path("id");
    Client admin = Client.as("admin");
    String query =
        """
        query ($id: ID!, $after: String) { importJob(id: $id) { kind fileName mode state requestedBy
          dialect { delimiter datePattern } counts { rows rowsDone created rejected }
          verdicts(first: 1, after: $after) { nodes { line verdict column code message } pageInfo { hasNextPage endCursor } } } }
        """;
    JsonPath job = admin.data(query, Map.of("id", id));
    assertEquals("accounts.csv", job.getString("data.importJob.fileName"));
    assertEquals("DONE", job.getString("data.importJob.state"));
    assertEquals(3, job.getInt("data.importJob.counts.rowsDone"));
    assertEquals(2, job.getInt("data.importJob.counts.rejected"));
    assertEquals(List.of(2), job.getList("data.importJob.verdicts.nodes.line"));
    assertTrue(job.getBoolean("data.importJob.verdicts.pageInfo.hasNextPage"));
    JsonPath next =
        admin.data(
            query,
            Map.of("id", id, "after", job.getString("data.importJob.verdicts.pageInfo.endCursor")));
    assertEquals(List.of(4), next.getList("data.importJob.verdicts.nodes.line"));
    assertEquals("MISSING", next.getString("data.importJob.verdicts.nodes[0].code"));

    JsonPath list =
        admin.data(
            "{ importJobs(first: 2, filter: {kind: \"accounts\", state: DONE}) { totalCount nodes { id verdicts { nodes { line } } } } }");
    assertEquals(id, list.getString("data.importJobs.nodes[0].id"));
    for (Client other : List.of(Client.as("analyst"))) {
      assertEquals("FORBIDDEN", other.refusal("{ importJobs { totalCount } }", Map.of()));
      assertEquals("FORBIDDEN", other.refusal("{ importParked { totalCount } }", Map.of()));
      assertEquals("FORBIDDEN", other.refusal(query, Map.of("id", id)));
      assertEquals(
          "FORBIDDEN",
          other.refusal("mutation { importParkedDrop(input: {ids: []}) { id } }", Map.of()));
    }
  }

  @Test
  void anImportThatEndedLongAgoIsForgottenWholeAndNoOther() {
    String csv = CONTACTS + rows("%s,c1,never,Kim,BUYER,en", "%s,c2,never,,BUYER,en");
    Long old = number(post("contacts", csv).body("parked", is(1)).extract().path("id"));
    Long recent =
        number(post("contacts", CONTACTS + rows("%s,c3,never,Kim,,en")).extract().path("id"));
    Database.change(
        "update import_job set ended_at = ended_at - interval '366 days' where id = ?", old);
    Database.change(
        "update import_job set ended_at = ended_at - interval '364 days' where id = ?", recent);
    retention.run(clock.instant());
    assertEquals(
        List.of(recent.toString()),
        Database.column("select id from import_job where id in (?, ?)", old, recent));
    for (String table : List.of("import_stretch", "import_verdict", "import_parked")) {
      assertEquals(
          "0", Database.value("select count(*) from " + table + " where job_id = ?", old), table);
    }
    assertTrue(verdicts(GlobalId.of("ImportJob", recent)).contains("2,REJECTED,role,MISSING"));
  }

  @Test
  void rowsThatWaitForeverCanBeDropped() {
    String file =
        post("contacts", CONTACTS + rows("%s,c1,never,Kim,BUYER,en")).extract().path("id");
    Client admin = Client.as("admin");
    String parked =
        admin
            .data(
                "{ importParked(first: 100, kind: \"contacts\") { totalCount nodes { id source awaitsExternalId job { id } } } }")
            .getString("data.importParked.nodes.find { it.source == '" + source + "' }.id");
    String drop =
        "mutation ($id: ID!) { importParkedDrop(input: {ids: [$id]}) { externalId job { id } } }";
    assertEquals(
        file, admin.data(drop, Map.of("id", parked)).getString("data.importParkedDrop[0].job.id"));
    assertEquals("NOT_FOUND", admin.refusal(drop, Map.of("id", parked)));
    assertTrue(verdicts(file).contains("2,REJECTED,account_external_id,DROPPED,"));
    post("accounts", ACCOUNTS + rows("%s,never,Late Ltd,DE,Food")).body("resolved", is(0));
  }

  private static Long number(String id) {
    return GlobalId.parse("ImportJob", id, "id");
  }

  private static String verdicts(String id) {
    return Client.as("admin")
        .http()
        .get("/import/jobs/" + id + "/verdicts.csv")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private String rows(String... rows) {
    return String.join("\n", rows).replace("%1$s", source).replace("%s", source) + "\n";
  }

  private String employee(String id, String manager) {
    return "%1$s," + id + "," + id + "," + id + ".%1$s@keypulse.example,X,SALES," + manager;
  }

  private static ValidatableResponse post(String kind, String csv) {
    return post(kind, "", csv);
  }

  private static ValidatableResponse post(String kind, String parameters, String csv) {
    return send(kind, parameters, csv).then().statusCode(200).body("state", equalTo("DONE"));
  }

  private static Response send(String kind, String parameters, String csv) {
    return send(kind, parameters, csv.getBytes(StandardCharsets.UTF_8));
  }

  private static Response send(String kind, String parameters, byte[] csv) {
    return Client.as("admin")
        .http()
        .urlEncodingEnabled(true)
        .contentType("application/octet-stream")
        .body(csv)
        .post("/import/" + kind + parameters);
  }
}
