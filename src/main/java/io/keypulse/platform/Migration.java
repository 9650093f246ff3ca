package io.keypulse.platform;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the schema up to this version: a step of its own, run as the owner of the tables before
 * the application starts.
 */
public final class Migration {
  private Migration() {}

  /**
   * @param url JDBC address of the database that {@code db/bootstrap.sql} prepared
   * @return how many migrations were applied
   * @throws org.flywaydb.core.api.FlywayException when the database refuses one; it is rolled back
   *     then
   */
  public static int run(String url, String owner, String password) {
    return flyway().dataSource(url, owner, password).load().migrate().migrationsExecuted;
  }

  /**
   * True while migrations of this version are missing. A schema newer than this version is fine, so
   * that the old version keeps running, and can be started again, while the new one rolls out.
   */
  static boolean isDue(String url, String login, String password) {
    return flyway().dataSource(url, login, password).load().info().pending().length > 0;
  }

  private static FluentConfiguration flyway() {
    return Flyway.configure()
        .locations("classpath:db/migration")
        .defaultSchema("keypulse")
        .validateMigrationNaming(true)
        .failOnMissingLocations(true);
  }
}
