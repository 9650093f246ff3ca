package io.keypulse;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A mail server that refuses, hangs up or falls silent where it is told to. */
public final class ScriptedSmtp implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("<([^>]*)>");

  /** Where in the conversation something goes wrong. */
  public enum Point {
    RECIPIENT,
    DATA,
    /** While the mail is being sent. */
    BODY,
    /** When the whole mail is there, before it is acknowledged. */
    END,
    /** When it has been acknowledged. */
    AFTERWARDS
  }

  /** A reply such as {@code 451 4.7.1 later}, or one of these. */
  public static final String HANG_UP = "HANG_UP";

  public static final String FALL_SILENT = "FALL_SILENT";

  /**
   * @param meanwhile what happens elsewhere at that moment
   */
  public record Fault(Point at, String what, Runnable meanwhile) {
    public Fault(Point at, String what) {
      this(at, what, () -> {});
    }

    private boolean isRefusal() {
      return Character.isDigit(what.charAt(0)) && !what.startsWith("2");
    }
  }

  /** Decides for each mail's sender and recipient, and takes the mails. */
  public interface Script {
    Optional<Fault> fault(String from, String to);

    /** What is said to this sender, before any recipient is named. */
    default String sender(String from) {
      return "250 ok";
    }

    /** Whether the server takes sender, recipient and the announcement of a mail at once. */
    default boolean pipelines() {
      return true;
    }

    /** Also called for a mail of which the client never learns that it was taken. */
    void taken(String from, String to, byte[] source);
  }

  private volatile ServerSocket server;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  public ScriptedSmtp(Script script) {
    this.script = script;
    server = listening(0);
  }

  private ServerSocket listening(int port) {
    try {
      ServerSocket listening = new ServerSocket();
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      Thread.ofVirtual().start(() -> accept(listening));
      return listening;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** After {@link #close}, at the same place. */
  public void comeBack() {
    server = listening(port());
  }

  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
    hangUp();
  }

  /** On everybody who is connected. */
  public void hangUp() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      new Conversation(socket).hold();
    } catch (IOException gone) {
      // the client or the end of the test closed it
    } finally {
      open.remove(socket);
    }
  }

  /** How much of the next mail's is known. */
  private enum Envelope {
    NONE,
    SENDER,
    RECIPIENT
  }

  private final class Conversation {
    private final InputStream in;
    private final OutputStream out;
    private final Socket socket;
    private Envelope envelope = Envelope.NONE;
    private String from = "";
    private @Nullable String to;
    private @Nullable Fault fault;

    Conversation(Socket socket) throws IOException {
      this.socket = socket;
      in = new BufferedInputStream(socket.getInputStream());
      out = new BufferedOutputStream(socket.getOutputStream());
    }

    void hold() throws IOException {
      say("220 localhost");
      for (String line = line(); line != null; line = line()) {
        String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
        boolean goesOn =
            switch (verb) {
              case "EHLO", "HELO" ->
                  say(script.pipelines() ? "250-localhost\r\n250 PIPELINING" : "250 localhost");
              case "MAIL" -> sender(line);
              case "RCPT" -> recipient(line);
              case "DATA" -> data();
              case "RSET" -> forgotten();
              case "QUIT" -> {
                say("221 bye");
                yield false;
              }
              default -> say("250 ok");
            };
        if (!goesOn) {
          return;
        }
      }
    }

    private boolean forgotten() throws IOException {
      envelope = Envelope.NONE;
      return say("250 ok");
    }

    private boolean sender(String line) throws IOException {
      if (envelope != Envelope.NONE) {
        return say("503 5.5.1 nested");
      }
      from = address(line);
      to = null;
      fault = null;
      String reply = script.sender(from);
      envelope = reply.startsWith("2") ? Envelope.SENDER : Envelope.NONE;
      return say(reply);
    }

    private boolean recipient(String line) throws IOException {
      if (envelope != Envelope.SENDER) {
        return say(to == null ? "503 5.5.1 no sender" : "452 one recipient a mail");
      }
      to = address(line);
      fault = script.fault(from, to).orElse(null);
      if (fault != null && fault.at() == Point.RECIPIENT) {
        return fail(fault);
      }
      envelope = Envelope.RECIPIENT;
      return say("250 ok");
    }

    private boolean data() throws IOException {
      if (envelope != Envelope.RECIPIENT) {
        return say("503 5.5.1 no recipient");
      }
      Fault planned = fault;
      if (planned != null && planned.at() == Point.DATA) {
        return fail(planned);
      }
      say("354 go on");
      envelope = Envelope.NONE;
      ByteArrayOutputStream mail = new ByteArrayOutputStream();
      for (String line = line(); line != null; line = line()) {
        if (line.equals(".")) {
          if (planned == null || !planned.isRefusal()) {
            script.taken(from, String.valueOf(to), mail.toByteArray());
          }
          if (planned == null || planned.at() == Point.AFTERWARDS) {
            say("250 taken");
          }
          return planned == null || fail(planned);
        }
        if (planned != null && planned.at() == Point.BODY) {
          return fail(planned);
        }
        String stuffed = line.startsWith(".") ? line.substring(1) : line;
        mail.write((stuffed + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      }
      return false;
    }

    private boolean fail(Fault planned) throws IOException {
      planned.meanwhile().run();
      return switch (planned.what()) {
        case HANG_UP -> {
          socket.setSoLinger(true, 0);
          yield false;
        }
        case FALL_SILENT -> {
          in.transferTo(OutputStream.nullOutputStream());
          yield false;
        }
        default -> say(planned.what());
      };
    }

    private boolean say(String reply) throws IOException {
      out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return true;
    }

    private @Nullable String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          String text = line.toString(StandardCharsets.ISO_8859_1);
          return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
        line.write(next);
      }
      return null;
    }

    private static String address(String line) {
      Matcher address = ADDRESS.matcher(line);
      return address.find() ? address.group(1) : "";
    }
  }
}
