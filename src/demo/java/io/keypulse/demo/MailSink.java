package io.keypulse.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on this machine that delivers nowhere: it hands every mail to its receiver. */
public final class MailSink implements AutoCloseable {
  /** Whoever takes the mails; may refuse a recipient or a mail with an SMTP reply. */
  public interface Receiver {
    default void recipient(String to) throws RejectException {}

    void mail(String to, byte[] source) throws RejectException;
  }

  private final SMTPServer server;

  /** Listens on this port, or on a free one when it is 0. */
  public MailSink(int port, Receiver receiver) {
    server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .hideTLS()
            .insertReceivedHeaders(false)
            .messageHandlerFactory(context -> new Handler(receiver))
            .build();
    server.start();
  }

  public int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static final class Handler implements MessageHandler {
    private final Receiver receiver;
    private @Nullable String to;

    Handler(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) throws RejectException {
      receiver.recipient(recipient);
      to = recipient;
    }

    @Override
    public @Nullable String data(InputStream data) throws RejectException, IOException {
      receiver.mail(String.valueOf(to), data.readAllBytes());
      return null;
    }

    @Override
    public void done() {}
  }
}
