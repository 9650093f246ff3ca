package io.keypulse.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hibernate.Session;

/** The files of jobs that are not done, in pieces that fit into memory. */
@ApplicationScoped
class ImportFiles {
  private static final int CHUNK = 1 << 20;

  @Inject Session session;

  void keep(long jobId, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      int number = 0;
      for (byte[] bytes = in.readNBytes(CHUNK); bytes.length > 0; bytes = in.readNBytes(CHUNK)) {
        session
            .createNativeMutationQuery(
                "insert into import_chunk (job_id, number, bytes) values (:job, :number, :bytes)")
            .setParameter("job", jobId)
            .setParameter("number", number++)
            .setParameter("bytes", bytes)
            .executeUpdate();
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** The whole file, read piece by piece, each in a transaction of its own. */
  InputStream open(long jobId) {
    return new Chunks(jobId);
  }

  void forget(long jobId) {
    session
        .createNativeMutationQuery("delete from import_chunk where job_id = :job")
        .setParameter("job", jobId)
        .executeUpdate();
  }

  private Optional<byte[]> chunk(long jobId, int number) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                session
                    .createNativeQuery(
                        "select bytes from import_chunk where job_id = :job and number = :number",
                        byte[].class)
                    .setParameter("job", jobId)
                    .setParameter("number", number)
                    .uniqueResultOptional());
  }

  private final class Chunks extends InputStream {
    private final long jobId;
    private int next;
    private InputStream current = InputStream.nullInputStream();

    Chunks(long jobId) {
      this.jobId = jobId;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        int read = current.read(bytes, offset, length);
        while (read < 0) {
          Optional<byte[]> following = chunk(jobId, next++);
          if (following.isEmpty()) {
            return -1;
          }
          current = new ByteArrayInputStream(following.get());
          read = current.read(bytes, offset, length);
        }
        return read;
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }
}
