package io.keypulse.invitation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Where entries of one kind are written into the books, page by page: what comes while one page
 * waits for the disk is written with the next, so that the price of a commit is shared.
 */
final class Desk<E> implements AutoCloseable {
  private final BlockingQueue<Optional<E>> arriving = new LinkedBlockingQueue<>();
  private final Consumer<List<E>> writer;
  private final Thread thread;

  /**
   * @param writer lets no fault out, for others wait at this desk
   */
  Desk(String name, Consumer<List<E>> writer) {
    this.writer = writer;
    this.thread = Thread.ofVirtual().name(name).start(this::work);
  }

  /** Does not wait until it is written. */
  void add(E entry) {
    arriving.add(Optional.of(entry));
  }

  /** After everything is written. */
  @Override
  public void close() {
    arriving.add(Optional.empty());
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException told) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    boolean open = true;
    while (open) {
      List<Optional<E>> arrived = new ArrayList<>();
      try {
        arrived.add(arriving.take());
      } catch (InterruptedException nobodyDoes) {
        throw new IllegalStateException(nobodyDoes);
      }
      arriving.drainTo(arrived);
      open = arrived.stream().allMatch(Optional::isPresent);
      List<E> page = arrived.stream().flatMap(Optional::stream).toList();
      if (!page.isEmpty()) {
        writer.accept(page);
      }
    }
  }
}
