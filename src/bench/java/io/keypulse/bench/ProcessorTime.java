package io.keypulse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What the work took of the machine, by whom: rates depend on what else runs, this hardly. */
record ProcessorTime(Duration keypulse, Duration database, Duration bench) {
  static ProcessorTime during(Stage stage, KeypulseProcess keypulse, Callable<?> work)
      throws Exception {
    ProcessorTime before = now(stage, keypulse);
    work.call();
    ProcessorTime after = now(stage, keypulse);
    return new ProcessorTime(
        after.keypulse.minus(before.keypulse),
        after.database.minus(before.database),
        after.bench.minus(before.bench));
  }

  private static ProcessorTime now(Stage stage, KeypulseProcess keypulse) throws IOException {
    ProcessHandle postmaster =
        ProcessHandle.of(
                Long.parseLong(
                    Files.readAllLines(stage.folder().resolve("data/postmaster.pid")).getFirst()))
            .orElseThrow();
    return new ProcessorTime(
        of(keypulse.process().toHandle()),
        postmaster.descendants().map(ProcessorTime::of).reduce(of(postmaster), Duration::plus),
        of(ProcessHandle.current()));
  }

  private static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  String each(int pieces) {
    return String.format(
        Locale.ROOT,
        "Keypulse %d µs, PostgreSQL %d µs, bench with its servers %d µs",
        keypulse.dividedBy(pieces).toNanos() / 1000,
        database.dividedBy(pieces).toNanos() / 1000,
        bench.dividedBy(pieces).toNanos() / 1000);
  }
}
