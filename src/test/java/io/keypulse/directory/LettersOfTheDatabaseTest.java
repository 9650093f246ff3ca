package io.keypulse.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.LogLines;
import io.keypulse.demo.EmbeddedDatabase;
import io.keypulse.platform.DatabaseCheck;
import io.keypulse.platform.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A database whose ctype is C, which knows no letters but ASCII, and whose ICU was another. */
@KeypulseTest
class LettersOfTheDatabaseTest {
  private static final String NAME = "ctype_c";

  @Test
  void namesAreFoundByTheirPartsAllTheSameAndWhoStartsItIsWarned() throws Exception {
    Database.change("create database " + NAME + " template template0 lc_ctype 'C'");
    try {
      String url =
          ConfigProvider.getConfig()
              .getValue("keypulse.db.url", String.class)
              .replaceAll("/postgres$", "/" + NAME);
      try (Connection administrator = DriverManager.getConnection(url, "postgres", "postgres");
          Statement statement = administrator.createStatement()) {
        statement.execute(bootstrap());
        Migration.run(url, "keypulse_owner", EmbeddedDatabase.PASSWORD);
        statement.execute("set search_path = keypulse, public");
        statement.execute(
            """
            insert into account (team_id, source, external_id, name, country, segment)
            select 0, 'ctype', name, name, 'CN', 'Cars'
            from unnest(array['上海汽车', '北京汽车 GmbH', 'Ромашка ООО', 'Müller GmbH']) as name
            """);
        statement.execute(
            """
            insert into contact (account_id, team_id, source, external_id, name, role, language)
            select a.id, a.team_id, 'ctype', c.name, c.name, 'USER', 'zh'
            from account a, unnest(array['张伟', '杨志强', 'Kim Miller']) as c (name) where a.name = '上海汽车'
            """);
        statement.execute("set role keypulse_system");
        assertEquals(List.of("上海汽车", "北京汽车 GmbH"), accounts(statement, "汽车"));
        assertEquals(List.of("北京汽车 GmbH"), accounts(statement, "gmbh 汽车"));
        assertEquals(List.of("Ромашка ООО"), accounts(statement, "РОМАШКА"));
        assertEquals(List.of("Müller GmbH"), accounts(statement, "Muler"));
        assertEquals(List.of("张伟"), contacts(statement, "张"));
        assertEquals(List.of("杨志强"), contacts(statement, "志强"));
        assertEquals(List.of("Kim Miller"), contacts(statement, "mill"));
        assertEquals(List.of(), contacts(statement, "王 mill"));
        statement.execute("reset role");
        statement.execute(
            "update pg_collation set collversion = '0.1' where collname = 'und-x-icu'");
      }
      try (LogLines log = LogLines.all()) {
        DatabaseCheck.run(url, "keypulse_app", EmbeddedDatabase.PASSWORD);
        assertEquals(
            1,
            log.lines().stream()
                .filter(line -> line.startsWith("WARN The database's ctype is C"))
                .count(),
            log.lines()::toString);
        assertEquals(
            1,
            log.lines().stream()
                .filter(line -> line.startsWith("WARN The order of names was that of ICU 0.1 when"))
                .count(),
            log.lines()::toString);
      }
    } finally {
      Database.change("drop database " + NAME);
    }
  }

  private static List<String> accounts(Statement statement, String search) throws SQLException {
    return names(
        statement,
        "select a.name from accounts_like('%s') l join account a using (id) order by a.name",
        search);
  }

  private static List<String> contacts(Statement statement, String search) throws SQLException {
    return names(
        statement,
        "select c.name from contacts_like('%s') l join contact c using (id) order by c.name",
        search);
  }

  private static List<String> names(Statement statement, String query, String search)
      throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query.formatted(search))) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static String bootstrap() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            LettersOfTheDatabaseTest.class.getResourceAsStream("/db/bootstrap.sql"))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
