package io.keypulse.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever wants no more of one survey may still be asked by the others. */
@KeypulseTest
class PermissionsOfProgramsTest {
  private static final String HEADER =
      "source,external_id,contact_external_id,kind,said_on,program";

  private final Client admin = Client.as("admin");
  private final Company company = new Company();

  @BeforeEach
  void aCompany() {
    company.staffed();
  }

  @Test
  void anObjectionToOneProgramLeavesTheOthers() {
    company.keyAccount("acme", "north", 5);
    String program = company.program(100_000);
    String other = company.program(100_000);
    company.put(
        "permissions",
        HEADER + ",snoozed_until",
        "%1$s,e1,acme1,OBJECTION,2026-01-31," + name(program) + ",",
        "%1$s,e2,acme2,OBJECTION,2026-01-31," + other + ",",
        "%1$s,e3,acme3,OBJECTION,2026-01-31,,",
        "%1$s,e4,acme4,SNOOZE,2026-01-31," + name(other).toUpperCase(Locale.ROOT) + ",2190-01-01",
        "%1$s,e5,acme5,SNOOZE,2026-01-31," + program + ",2190-01-01");
    String wave = company.openWave(program);
    assertEquals(
        List.of("acme1 OBJECTED", "acme2 -", "acme3 OBJECTED", "acme4 -", "acme5 SNOOZED"),
        Database.column(
            """
            select c.external_id || ' ' || coalesce(f.exclusion, '-') from frame_entry f
            join contact c on c.id = f.contact_id where c.source = ? order by 1
            """,
            company.prefix));
    company.closeWave(wave);
  }

  @Test
  void aRepeatIsUnchangedAndAnotherProgramIsAContradiction() {
    company.keyAccount("acme", "north", 1);
    String program = company.program(100_000);
    String row = "%1$s,e1,acme1,OBJECTION,2026-01-31,".formatted(company.prefix);
    assertEquals(1, sent(HEADER, row + name(program)).getInt("created"));
    assertEquals(1, sent(HEADER, row + program).getInt("unchanged"));
    assertEquals(
        1,
        sent(HEADER.replace(",program", ""), row.substring(0, row.length() - 1))
            .getInt("unchanged"),
        "a file without the column says nothing of it");
    for (String contradiction : List.of(row, row + company.program(100_000))) {
      JsonPath refused = sent(HEADER, contradiction);
      assertEquals(List.of("CONFLICT"), refused.getList("verdicts.code"), refused::prettify);
    }
    assertEquals(
        "1",
        Database.value(
            "select count(*) from permission_entry where source = ? and program_id is not null",
            company.prefix));
  }

  @Test
  void aProgramThatThereIsNotIsRejectedAndNothingIsSaidOfAllOfThem() {
    company.keyAccount("acme", "north", 1);
    JsonPath unknown =
        sent(
            HEADER,
            "%1$s,e1,acme1,OBJECTION,2026-01-31,%1$s nothing".formatted(company.prefix),
            "%1$s,e2,nobody,OBJECTION,2026-01-31,%1$s nothing".formatted(company.prefix));
    assertEquals(List.of("REJECTED", "REJECTED"), unknown.getList("verdicts.verdict"));
    assertEquals(List.of("program", "program"), unknown.getList("verdicts.column"));
    JsonPath works =
        sent(
            HEADER + ",reason",
            "%1$s,e3,acme1,REACHABLE,2026-01-31,%2$s,Rang them"
                .formatted(company.prefix, company.program(100_000)));
    assertEquals(List.of("program"), works.getList("verdicts.column"), works::prettify);
    assertEquals(
        "0",
        Database.value("select count(*) from permission_entry where source = ?", company.prefix));
  }

  private JsonPath sent(String header, String... rows) {
    return admin.imported("permissions", header + "\n" + String.join("\n", rows) + "\n");
  }

  private String name(String program) {
    return admin
        .data(
            "query ($id: ID!) { node(id: $id) { ... on SurveyProgram { name } } }",
            Map.of("id", program))
        .getString("data.node.name");
  }
}
