package io.keypulse.bench;

import io.keypulse.demo.EmbeddedDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator. */
record Pgbench(Path program, EmbeddedDatabase database, Path folder) implements SqlLoad {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

  static Optional<Path> installed() {
    return Stream.concat(onPath(), ofDebian()).filter(Files::isExecutable).findFirst();
  }

  @Override
  public String tool() {
    return "pgbench";
  }

  @Override
  public double perSecond(SqlScript script, int connections, int transactionsEach)
      throws Exception {
    Path file = folder.resolve("pgbench.sql");
    Files.writeString(file, text(script, transactionsEach));
    URI server = URI.create(database.url().substring("jdbc:".length()));
    ProcessBuilder builder =
        new ProcessBuilder(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + connections,
                "--jobs=2",
                "--transactions=" + transactionsEach,
                "--define=n=0",
                "--file=" + file,
                "postgres")
            .redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "PGHOST",
                "localhost",
                "PGPORT",
                Integer.toString(server.getPort()),
                "PGUSER",
                "keypulse_app",
                "PGPASSWORD",
                EmbeddedDatabase.PASSWORD,
                "PGOPTIONS",
                script.sessionOptions()));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher rate = RATE.matcher(output);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0 || !rate.find()) {
      throw new IllegalStateException("pgbench says: " + output);
    }
    return Double.parseDouble(rate.group(1));
  }

  private static String text(SqlScript script, int transactionsEach) {
    return "\\set n :n + 1\n\\set id %d + :client_id * %d + :n - 1\nbegin;\n%s;\ncommit;\n"
        .formatted(
            script.firstId(),
            transactionsEach,
            String.join(
                ";\n", script.statements().stream().map(sql -> sql.replace('\n', ' ')).toList()));
  }

  private static Stream<Path> onPath() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "pgbench"));
  }

  private static Stream<Path> ofDebian() {
    if (!Files.isDirectory(DEBIAN)) {
      return Stream.empty();
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions
          .sorted(Comparator.reverseOrder())
          .map(version -> version.resolve("bin/pgbench"))
          .toList()
          .stream();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
