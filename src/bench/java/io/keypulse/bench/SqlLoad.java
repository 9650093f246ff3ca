package io.keypulse.bench;

import io.keypulse.demo.EmbeddedDatabase;
import java.nio.file.Path;

/** Sends transactions to the database over several connections, with nothing in between. */
interface SqlLoad {
  /** What measures, for the print. */
  String tool();

  /** How many transactions a second each of these connections together got through. */
  double perSecond(SqlScript script, int connections, int transactionsEach) throws Exception;

  /** pgbench where PostgreSQL's tools are installed, else JDBC in this process. */
  static SqlLoad on(EmbeddedDatabase database, Path folder) {
    return Pgbench.installed()
        .<SqlLoad>map(program -> new Pgbench(program, database, folder))
        .orElseGet(() -> new JdbcLoad(database));
  }
}
