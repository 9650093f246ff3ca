package io.keypulse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in front of PostgreSQL and hangs up, now and then, when a commit is done and before its
 * client learns of it.
 */
final class ForgetfulDatabase implements AutoCloseable {
  /** CommandComplete, its length, its tag. */
  private static final String COMMITTED = "C\0\0\0\u000bCOMMIT\0";

  private final String url;
  private final URI behind;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private volatile int every = Integer.MAX_VALUE;

  ForgetfulDatabase(String url) {
    behind = URI.create(url.substring("jdbc:".length()));
    try {
      server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    this.url = url.replace(":" + behind.getPort() + "/", ":" + server.getLocalPort() + "/");
    Thread.ofVirtual().start(this::accept);
  }

  /** The address under which it is reached through here. */
  String url() {
    return url;
  }

  /** The reply to each so manieth commit is lost from now on. */
  void forgetEach(int manieth) {
    every = manieth;
  }

  int forgotten() {
    return lost.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket database = new Socket(behind.getHost(), behind.getPort());
        open.add(client);
        open.add(database);
        Thread.ofVirtual().start(() -> carry(client, database, false));
        Thread.ofVirtual().start(() -> carry(database, client, true));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void carry(Socket from, Socket to, boolean replies) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] some = new byte[1 << 16];
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        if (replies && isToBeLost(new String(some, 0, read, StandardCharsets.ISO_8859_1))) {
          return;
        }
        out.write(some, 0, read);
      }
    } catch (IOException gone) {
      // one of the two hung up
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private boolean isToBeLost(String reply) {
    if (!reply.contains(COMMITTED) || commits.incrementAndGet() % every != 0) {
      return false;
    }
    lost.incrementAndGet();
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
