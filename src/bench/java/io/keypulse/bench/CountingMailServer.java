package io.keypulse.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Accepts every mail as fast as it can, keeps the last one and the times of all. */
final class CountingMailServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Object lock = new Object();
  private int count;
  private long first;
  private long last;
  private byte @Nullable [] latestMail;
  private volatile Duration pause = Duration.ZERO;

  CountingMailServer() throws IOException {
    listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    Thread.ofPlatform().daemon().name("mail-server").start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** From now on every mail is accepted only after this time. */
  void acceptAfter(Duration time) {
    pause = time;
  }

  void reset() {
    synchronized (lock) {
      count = 0;
    }
  }

  /**
   * Waits for so many mails since the last reset, while any come; returns how many a second came
   * after the first.
   */
  double awaitPerSecond(int expected) {
    long longest = Duration.ofSeconds(60).toNanos();
    long since = System.nanoTime();
    while (System.nanoTime() - since < longest) {
      synchronized (lock) {
        if (count >= expected) {
          return (count - 1) * 1e9 / (last - first);
        }
        since = count > 0 ? Math.max(since, last) : since;
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    throw new IllegalStateException("Only " + count + " of " + expected + " mails arrived");
  }

  /** The bytes of the mail received last, dot included, as they came over the wire. */
  byte[] latestMail() {
    synchronized (lock) {
      if (latestMail == null) {
        throw new IllegalStateException("No mail has arrived");
      }
      return latestMail;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      Incoming in = new Incoming(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      say(out, "220 bench ESMTP");
      Deque<String> replies = new ArrayDeque<>();
      for (String command = in.line(); !command.isEmpty(); command = in.line()) {
        switch (command.substring(0, 4)) {
          case "EHLO" -> replies.add("250-bench\r\n250-PIPELINING\r\n250 8BITMIME");
          case "DATA" -> {
            replies.add("354 go on");
            say(out, String.join("\r\n", replies));
            replies.clear();
            byte[] mail = in.mail();
            LockSupport.parkNanos(pause.toNanos());
            received(mail);
            replies.add("250 accepted");
          }
          case "QUIT" -> {
            say(out, "221 bye");
            return;
          }
          default -> replies.add("250 ok");
        }
        if (in.isEmpty()) {
          say(out, String.join("\r\n", replies));
          replies.clear();
        }
      }
    } catch (IOException gone) {
      // a client that leaves without QUIT ends its conversation here
    }
  }

  private void received(byte[] mail) {
    synchronized (lock) {
      last = System.nanoTime();
      if (count == 0) {
        first = last;
      }
      count++;
      latestMail = mail;
    }
  }

  private static void say(OutputStream out, String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
