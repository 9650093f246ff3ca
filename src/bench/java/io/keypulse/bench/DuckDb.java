package io.keypulse.bench;

import io.keypulse.demo.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database made for nothing but figures, over a copy of the answers: two threads, in memory. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  static DuckDb withAnswers(EmbeddedDatabase database, Path folder)
      throws SQLException, IOException {
    Path copied = folder.resolve("answers.csv");
    try (Connection from = database.asAdministrator();
        Statement copy = from.createStatement()) {
      copy.execute(
          "copy (select wave_id, account_id, overall, array_to_string(ratings, ';') as ratings from keypulse.answer)"
              + " to '%s' (format csv, header)".formatted(copied));
    }
    DuckDb duckDb = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
    try (Statement fill = duckDb.connection.createStatement()) {
      fill.execute("set threads = 2");
      fill.execute(
          """
          create table answer as select wave_id, account_id, cast(overall as tinyint) as overall,
            cast(string_split(ratings, ';') as tinyint[]) as ratings
          from read_csv('%s', types = {'ratings': 'varchar'})
          """
              .formatted(copied));
    }
    Files.delete(copied);
    return duckDb;
  }

  /** How long it counts all waves by aspect, in milliseconds. */
  double milliseconds() throws SQLException {
    try (Statement count = connection.createStatement()) {
      long start = System.nanoTime();
      count
          .executeQuery(
              """
              select wave_id, place, count(*), count(*) filter (where score <> 3), count(*) filter (where score <= 2),
                count(distinct account_id) filter (where score <= 2)
              from (select wave_id, account_id, unnest(ratings) as score, generate_subscripts(ratings, 1) as place from answer)
              group by wave_id, place
              """)
          .close();
      return (System.nanoTime() - start) / 1e6;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
