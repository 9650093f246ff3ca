package io.keypulse.intake;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Reads the next batch of a file while the database takes the present one in. */
final class ReadAhead<R> implements AutoCloseable {
  private static final Executor THREADS =
      work -> Thread.ofVirtual().name("import-reading").start(work);

  private final CurrentViewer viewer;
  private final Viewer reader;
  private final Supplier<List<Arrival<R>>> reading;
  private CompletableFuture<List<Arrival<R>>> ahead;

  /**
   * @param reading the next batch at each call, an empty one at the end; on another thread, for the
   *     same viewer
   */
  ReadAhead(CurrentViewer viewer, Supplier<List<Arrival<R>>> reading) {
    this.viewer = viewer;
    this.reader = viewer.require();
    this.reading = reading;
    this.ahead = begin();
  }

  List<Arrival<R>> next() {
    try {
      List<Arrival<R>> batch = ahead.join();
      if (!batch.isEmpty()) {
        ahead = begin();
      }
      return batch;
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException fault ? fault : failed;
    }
  }

  /** Nobody reads any more when this returns. */
  @Override
  public void close() {
    ahead.handle((_, _) -> List.of()).join();
  }

  private CompletableFuture<List<Arrival<R>>> begin() {
    return CompletableFuture.supplyAsync(() -> viewer.onBehalfOf(reader, reading), THREADS);
  }
}
