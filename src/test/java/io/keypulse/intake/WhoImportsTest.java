package io.keypulse.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of every kind: administrators are let through, and nobody else, whatever they see. */
@KeypulseTest
class WhoImportsTest {
  private static final String JOB =
      "query ($id: ID!) { importJob(id: $id) { kind state verdicts { nodes { line } } } }";

  @Inject Importers importers;

  private final Client admin = Client.as("admin");

  @Test
  void administratorsBringEveryKindAndNobodyElseDoes() {
    Company company = Company.imported();
    List<Client> others =
        List.of(
            Client.as(company.login("chief")),
            Client.as(company.login("ana")),
            Client.as(company.login("lou")),
            Client.as("analyst"));
    for (Importer<?> importer : importers.all()) {
      String kind = importer.kind();
      String file =
          "source,external_id,%s\n%s,x\n"
              .formatted(String.join(",", columns(importer)), company.prefix);
      Response taken = admin.importCsv(kind, file);
      assertEquals(200, taken.statusCode(), kind + taken.asString());
      assertEquals("DONE", taken.jsonPath().getString("state"), kind);
      assertEquals(List.of("CELL_COUNT"), taken.jsonPath().getList("verdicts.code"), kind);
      String id = taken.jsonPath().getString("id");
      JsonPath read = admin.data(JOB, Map.of("id", id));
      assertEquals(kind, read.getString("data.importJob.kind"));
      assertEquals(200, verdicts(admin, id), kind);
      for (Client other : others) {
        assertEquals(403, other.importCsv(kind, file).statusCode(), kind + other.login());
        assertEquals(403, verdicts(other, id), kind + other.login());
        assertEquals("FORBIDDEN", other.refusal(JOB, Map.of("id", id)), other.login());
      }
    }
  }

  @Test
  void administratorsSeeWhatWaitsAndGiveItUp() {
    Company company = Company.imported();
    admin.imported(
        "account-external-ids",
        "source,external_id,account_external_id\nerp%1$s,1,never\n".formatted(company.prefix));
    String waiting =
        "{ importParked(first: 100, kind: \"account-external-ids\") { nodes { id source } } }";
    String row =
        admin
            .data(waiting)
            .getString(
                "data.importParked.nodes.find { it.source == 'erp%s' }.id"
                    .formatted(company.prefix));
    String drop = "mutation ($id: ID!) { importParkedDrop(input: {ids: [$id]}) { source } }";
    for (Client other : List.of(Client.as(company.login("chief")), Client.as("analyst"))) {
      assertEquals("FORBIDDEN", other.refusal(waiting, Map.of()));
      assertEquals("FORBIDDEN", other.refusal(drop, Map.of("id", row)));
    }
    assertEquals(
        "erp" + company.prefix,
        admin.data(drop, Map.of("id", row)).getString("data.importParkedDrop[0].source"));
    assertTrue(
        admin
            .data(waiting)
            .getList(
                "data.importParked.nodes.findAll { it.source == 'erp%s' }"
                    .formatted(company.prefix))
            .isEmpty());
  }

  private static List<String> columns(Importer<?> importer) {
    return Stream.concat(importer.required().stream(), importer.oneOfNew().stream().limit(1))
        .toList();
  }

  private static int verdicts(Client client, String job) {
    return client.http().get("/import/jobs/" + job + "/verdicts.csv").statusCode();
  }
}
