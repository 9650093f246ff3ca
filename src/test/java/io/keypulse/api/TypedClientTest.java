package io.keypulse.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.keypulse.Npm;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A front end in TypeScript, {@code src/test/spa}, whose types come from the committed schema: its
 * screens compile, and live on the running application.
 */
@KeypulseTest
@EnabledIf(
    value = "io.keypulse.Npm#isInstalledOrThisIsContinuousIntegration",
    disabledReason = "npm is not installed; continuous integration requires it")
class TypedClientTest {
  @Test
  void theScreensOfAFrontEndCompileAndLiveOnTheSchema() throws Exception {
    Company company = Company.imported().keyAccount("key", "north", 2, "A");
    company.put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id",
        "%1$s,key,Müller Verpackungen GmbH,DE,Packaging,%1$s north",
        "%1$s,2,Élan Alimentaire,FR,Food,%1$s north",
        "%1$s,3,Hijos y Pérez,ES,Food,%1$s north",
        "%1$s,4,Zebra,DE,Food,%1$s south");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    company.put(
        "purchases",
        "source,external_id,account_external_id,date,category,net_amount,currency,type,document",
        IntStream.range(0, 4)
            .mapToObj(
                order ->
                    "%1$s,"
                        + order
                        + ",key,"
                        + today.minusDays(90).plusDays(10L * order)
                        + ",Film,10.00,EUR,INVOICE,D"
                        + order)
            .toArray(String[]::new));
    Npm npm = Npm.installed("spa");
    Files.copy(
        Path.of("src", "main", "resources", "schema.graphql"),
        npm.folder().resolve("schema.graphql"),
        StandardCopyOption.REPLACE_EXISTING);
    npm.output("npm", "run", "types");
    npm.output("npm", "run", "build");
    String lived =
        npm.output(
            "node",
            "dist/main.js",
            "http://localhost:" + RestAssured.port + "/graphql",
            Client.as(company.login("ana")).authorization(),
            Client.as(company.login("chief")).authorization(),
            Client.as("admin").authorization());
    for (String screen :
        List.of(
            "my accounts today",
            "my accounts that have a gap",
            "one account",
            "portfolio",
            "import",
            "a change that is told",
            "key accounts of",
            "key accounts entering",
            "each screen costs less",
            "a refusal")) {
      assertTrue(lived.contains("ok " + screen), lived);
    }
  }
}
