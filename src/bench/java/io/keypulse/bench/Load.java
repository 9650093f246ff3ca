package io.keypulse.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The same work over several connections at once until it is done, bounded in count and time. */
final class Load {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Load() {}

  /** One connection's side; {@code number} runs from 0 over all connections. */
  interface Worker extends AutoCloseable {
    void work(int number) throws Exception;
  }

  interface Opening {
    Worker open() throws Exception;
  }

  /** How many a second were done; opening the connections is not counted. */
  static double perSecond(int connections, int count, Opening opening) throws Exception {
    List<Worker> workers = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        workers.add(opening.open());
      }
      return perSecond(workers, count);
    } finally {
      for (Worker worker : workers) {
        worker.close();
      }
    }
  }

  private static double perSecond(List<Worker> workers, int count) throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    long start = System.nanoTime();
    long deadline = start + LONGEST.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Worker worker : workers) {
        running.add(
            threads.submit(
                () -> {
                  for (int number = next.getAndIncrement();
                      number < count && System.nanoTime() < deadline;
                      number = next.getAndIncrement()) {
                    worker.work(number);
                    done.incrementAndGet();
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    return done.get() * 1e9 / (System.nanoTime() - start);
  }
}
