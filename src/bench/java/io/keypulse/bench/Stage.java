package io.keypulse.bench;

import io.keypulse.demo.EmbeddedDatabase;
import io.keypulse.demo.OpenIdProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything around Keypulse: its database, its mail server, its identity provider, its company.
 */
record Stage(
    Path jar,
    Path folder,
    EmbeddedDatabase database,
    Company company,
    OpenIdProvider people,
    CountingMailServer mailServer)
    implements AutoCloseable {

  /** On an empty database that keeps its promises: commits wait for the disk. */
  static Stage open(Path jar, Path folder) throws Exception {
    empty(folder.resolve("data"));
    Files.deleteIfExists(folder.resolve("postgresql.log"));
    Files.deleteIfExists(folder.resolve("keypulse.log"));
    EmbeddedDatabase database =
        EmbeddedDatabase.start(
            folder,
            Map.of(
                "fsync", "on", "synchronous_commit", "on", "log_line_prefix", StatementLog.PREFIX));
    Company company = new Company(database);
    company.found();
    return new Stage(
        jar, folder, database, company, new OpenIdProvider(), new CountingMailServer());
  }

  KeypulseProcess keypulse(Map<String, String> settings) throws Exception {
    return KeypulseProcess.start(this, settings);
  }

  StatementLog statementLog() {
    return new StatementLog(database, folder.resolve("postgresql.log"));
  }

  /** Processor time of the database's open connections since each began, in milliseconds. */
  double databaseMillis() throws IOException {
    String pid = Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst().strip();
    return ProcessHandle.of(Long.parseLong(pid))
        .orElseThrow()
        .children()
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToLong(Duration::toMillis)
        .sum();
  }

  @Override
  public void close() throws IOException {
    mailServer.close();
    people.close();
    database.close();
  }

  private static void empty(Path data) throws IOException {
    if (!Files.exists(data)) {
      Files.createDirectories(data.getParent());
      return;
    }
    try (Stream<Path> files = Files.walk(data)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      deepestFirst.forEach(Stage::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
