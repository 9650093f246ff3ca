package io.keypulse;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A transaction of the test's own that holds what the application needs. */
public final class Held implements AutoCloseable {
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Connection connection;

  private Held() throws SQLException {
    connection = Database.asAdministrator();
    connection.setAutoCommit(false);
  }

  public static Held by(String... statements) throws SQLException {
    Held held = new Held();
    for (String statement : statements) {
      held.then(statement);
    }
    return held;
  }

  public void then(String statement) throws SQLException {
    try (Statement next = connection.createStatement()) {
      next.execute(statement);
    }
  }

  /** Work that is under way. */
  public record Work(List<Future<?>> parts) {
    public void done() throws ExecutionException, InterruptedException {
      for (Future<?> part : parts) {
        part.get();
      }
    }
  }

  /** Begins all of it, and comes back when each part waits for this transaction, or is done. */
  public Work whileWaiting(Runnable... work) throws SQLException {
    List<Future<?>> parts = new ArrayList<>();
    for (Runnable part : work) {
      parts.add(workers.submit(part));
    }
    while (parts.stream().filter(part -> !part.isDone()).count() > waiting()) {
      Thread.onSpinWait();
    }
    return new Work(parts);
  }

  private int waiting() throws SQLException {
    try (Statement ask = connection.createStatement();
        var pid = ask.executeQuery("select pg_backend_pid()")) {
      pid.next();
      return Integer.parseInt(
          Database.value(
              """
              with recursive waiting as (
                select pid from pg_stat_activity where ? = any (pg_blocking_pids(pid))
                union
                select a.pid from pg_stat_activity a join waiting w on w.pid = any (pg_blocking_pids(a.pid)))
              select count(*)::text from waiting
              """,
              pid.getInt(1)));
    }
  }

  public void undo() throws SQLException {
    connection.rollback();
  }

  public void keep() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    workers.close();
  }
}
