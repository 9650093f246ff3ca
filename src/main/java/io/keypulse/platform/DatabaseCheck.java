package io.keypulse.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/** Before anything is served: the schema is there, and nobody can walk around the wall. */
public final class DatabaseCheck {
  private static final int SECONDS_TO_CONNECT = 10;

  private static final String ABOVE_THE_WALL =
      """
      select rolname from pg_roles
      where (rolsuper or rolbypassrls) and pg_has_role(session_user, oid, 'member')
      """;

  private static final String OUTSIDE_THE_WALL =
      """
      select t.relname from pg_class t
      where t.relnamespace = to_regnamespace('keypulse') and t.relkind in ('r', 'p')
        and not (t.relrowsecurity and t.relforcerowsecurity)
        and (t.relname = 'account' or 2 = (
          select count(*) from pg_attribute c
          where c.attrelid = t.oid and c.attname in ('account_id', 'team_id') and not c.attisdropped))
      order by t.relname
      """;

  /** What search compares; of other letters than ASCII there are none where the ctype is C. */
  private static final String LETTERS_UNKNOWN =
      """
      select datctype from pg_database
      where datname = current_database() and public.show_trgm('ж') = '{}'
      """;

  /** Lists walk along indexes that were made by the order of the ICU of then. */
  private static final String ANOTHER_ORDER =
      """
      select collversion || ' when their indexes were made and is ' || pg_collation_actual_version(oid) from pg_collation
      where collname = 'und-x-icu' and collversion <> pg_collation_actual_version(oid)
      """;

  private static final Logger LOG = Logger.getLogger(DatabaseCheck.class);

  private DatabaseCheck() {}

  /**
   * Looks with the eyes of the application's own login.
   *
   * @throws CannotStart when the database is out of reach, older than this version, or unguarded
   */
  public static void run(String url, String login, String password) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    database.setConnectTimeout(SECONDS_TO_CONNECT);
    try (Connection connection = database.getConnection(login, password)) {
      refuseIfAny(
          names(connection, ABOVE_THE_WALL),
          "The database login %s may act as %%s, whom row level security does not stop: use keypulse_app."
              .formatted(login));
      refuseIfAny(
          names(connection, OUTSIDE_THE_WALL),
          "Row level security is not forced on %s: alter table ... enable row level security, force row level"
              + " security.");
      if (Migration.isDue(url, login, password)) {
        throw new CannotStart(
            "The database is older than this version of Keypulse: run java -jar quarkus-run.jar migrate first.");
      }
      for (String ctype : names(connection, LETTERS_UNKNOWN)) {
        LOG.warnf(
            "The database's ctype is %s: names in Chinese, Cyrillic and other letters are found by their parts only, with no slip"
                + " forgiven. A database created with lc_ctype 'C.UTF-8' forgives them too.",
            ctype);
      }
      for (String versions : names(connection, ANOTHER_ORDER)) {
        LOG.warnf(
            "The order of names was that of ICU %s now: lists may miss some until an administrator of the database runs reindex"
                + " database, then alter collation pg_catalog.\"und-x-icu\" refresh version.",
            versions);
      }
    } catch (SQLException | FlywayException fault) {
      throw new CannotStart("The database at " + url + " cannot be used", fault);
    }
  }

  private static void refuseIfAny(List<String> names, String sentence) {
    if (!names.isEmpty()) {
      throw new CannotStart(sentence.formatted(String.join(", ", names)));
    }
  }

  private static List<String> names(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }
}
