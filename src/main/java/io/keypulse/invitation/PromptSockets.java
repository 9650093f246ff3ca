package io.keypulse.invitation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.util.WriteTimeoutSocket;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that do not wait to fill a packet, for SMTP is many short commands and waiting costs 40
 * ms on each; that do not wait for ever for a server that takes nothing; and of which the latest is
 * known, for mails go over it directly.
 */
final class PromptSockets extends SocketFactory {
  private final int timeout;
  private @Nullable Socket latest;

  /**
   * @param timeout for writing, in milliseconds
   */
  PromptSockets(int timeout) {
    this.timeout = timeout;
  }

  /** Over which the conversation is held: the plain one, until TLS begins over it. */
  Socket latest() throws IOException {
    if (latest == null) {
      throw new IOException("There is no connection to the mail server");
    }
    return latest;
  }

  @Override
  public Socket createSocket() throws IOException {
    return prompt(new Socket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return prompt(new Socket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return prompt(new Socket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return prompt(new Socket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return prompt(new Socket(host, port, from, fromPort));
  }

  /** For the session, should the server begin TLS. */
  SSLSocketFactory secure() {
    return new Secure();
  }

  private Socket prompt(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    Socket prompt = new WriteTimeoutSocket(socket, timeout);
    latest = prompt;
    return prompt;
  }

  /**
   * As the JDK's own, noting the latest; Jakarta Mail checks whose certificate it is. A factory of
   * both kinds would make it begin TLS where nobody asked for it.
   */
  private final class Secure extends SSLSocketFactory {
    private final SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();

    @Override
    public Socket createSocket(Socket over, String host, int port, boolean closes)
        throws IOException {
      Socket secure = tls.createSocket(over, host, port, closes);
      latest = secure;
      return secure;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return tls.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return tls.createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return tls.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return tls.createSocket(host, port, from, fromPort);
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return tls.getSupportedCipherSuites();
    }
  }
}
