package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.keypulse.KeypulseTest;
import io.keypulse.Socket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nobody makes Keypulse hold what they do not read, least of all who has not signed in. */
@KeypulseTest
class FloodedSocketTest {
  private static final String PING = "{\"type\":\"ping\"}";
  private static final int STRANGERS = 50;

  @Test
  void aStrangerWhoSendsWithoutReadingIsCutOff() throws Exception {
    try (RawSocket socket = RawSocket.of("203.0.113.1")) {
      assertThrows(IOException.class, () -> socket.floodWithMessages(PING));
    }
    try (RawSocket socket = RawSocket.of("203.0.113.1")) {
      assertThrows(IOException.class, socket::floodWithPings);
    }
  }

  @Test
  void aStrangersPingIsNotAnswered() throws Exception {
    Socket stranger = Socket.open(null);
    stranger.say(PING);
    stranger.say("{\"type\":\"connection_init\",\"payload\":{}}");
    assertEquals(4403, stranger.closed(), "and nothing before it");
  }

  @Test
  void moreThanAHundredMessagesASecondEndTheSocket() throws Exception {
    Socket admin = Socket.of("admin");
    TimeUnit.MILLISECONDS.sleep(1_100);
    for (int message = 0; message < 101; message++) {
      admin.say(PING);
    }
    for (int message = 0; message < 101; message++) {
      assertEquals("pong", admin.heard().getString("type"));
    }
    assertEquals(1008, admin.closed());
  }

  @Test
  void soManySocketsOfOneAddressWaitToBeSignedIn() throws Exception {
    List<RawSocket> waiting = new ArrayList<>();
    try {
      for (int number = 0; number < STRANGERS; number++) {
        waiting.add(RawSocket.of("203.0.113.77"));
        assertEquals("101", waiting.getLast().status());
      }
      assertEquals("429", statusFor("203.0.113.77"));
      assertEquals("101", statusFor("203.0.113.78"), "another's");
      waiting.removeLast().close();
      String status = "";
      for (int tries = 0; tries < 100 && !status.equals("101"); tries++) {
        TimeUnit.MILLISECONDS.sleep(50);
        status = statusFor("203.0.113.77");
      }
      assertEquals("101", status);
    } finally {
      for (RawSocket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void whoHasSignedInIsNoStranger() throws Exception {
    List<Socket> known = new ArrayList<>();
    for (int number = 0; number <= STRANGERS; number++) {
      known.add(Socket.of("admin"));
    }
    known.forEach(Socket::close);
  }

  private static String statusFor(String address) throws IOException {
    try (RawSocket socket = RawSocket.of(address)) {
      return socket.status();
    }
  }
}
