package io.keypulse.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.LogLines;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@KeypulseTest
class CollidingImportTest {
  @Inject ImportTick imports;

  @Test
  void anImportThatTheDatabaseEndsForAnotherIsTriedAgainAndNoAlarm() {
    Company company = Company.imported().account("acme", "north");
    Database.change(
        """
        create function collide() returns trigger language plpgsql as $$
        begin
          raise exception 'deadlock detected' using errcode = '40P01';
        end
        $$
        """);
    Database.change(
        "create trigger collides before insert on contact for each row when (new.source = '%s') execute function collide()"
            .formatted(company.prefix));
    List<String> log;
    try (LogLines lines = LogLines.all()) {
      Client.as("admin")
          .importCsv(
              "contacts",
              "source,external_id,account_external_id,name,email,role,language\n%1$s,acme1,acme,Kim,kim@acme.%1$s.example,BUYER,en\n"
                  .formatted(company.prefix));
      log = List.copyOf(lines.lines());
    } finally {
      Database.change("drop trigger collides on contact");
      Database.change("drop function collide()");
    }
    assertEquals(List.of(), log.stream().filter(line -> line.startsWith("ERROR")).toList());
    assertTrue(
        log.stream()
            .anyMatch(line -> line.startsWith("WARN Import ") && line.contains("tried again")),
        log::toString);
    imports.tick();
    assertEquals(
        "1", Database.value("select count(*) from contact where source = ?", company.prefix));
  }
}
