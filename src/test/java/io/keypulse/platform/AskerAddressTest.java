package io.keypulse.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AskerAddressTest {
  private static final List<String> PROXIES =
      List.of("10.0.0.0/8", " 192.0.2.7", "2001:db8:1::/48", "::1");

  @Test
  void whoeverTheLastTrustedProxyWasAskedByAsks() {
    assertEquals("203.0.113.9", asker("10.1.2.3", "203.0.113.9"));
    assertEquals("203.0.113.9", asker("10.1.2.3", "198.51.100.1, 203.0.113.9"));
    assertEquals("203.0.113.9", asker("10.1.2.3", "10.8.1.7, 203.0.113.9,192.0.2.7 , 10.9.9.9"));
    assertEquals("203.0.113.9", asker("10.1.2.3", "198.51.100.1", "203.0.113.9", "10.9.9.9"));
    assertEquals("10.8.1.7", asker("10.1.2.3", "10.8.1.7, 10.9.9.9"), "one of our own");
    assertEquals("10.1.2.3", asker("10.1.2.3"));
  }

  @Test
  void whoeverIsNotTrustedSpeaksForThemselves() {
    assertEquals("203.0.113.1", asker("203.0.113.1", "198.51.100.1"));
    assertEquals("192.0.2.8", asker("192.0.2.8", "198.51.100.1"));
  }

  @Test
  void portsAndBracketsAreRead() {
    assertEquals("203.0.113.9", asker("10.1.2.3", "203.0.113.9:4711"));
    assertEquals("2001:db8:0:0:0:0:0:9", asker("::1", "[2001:db8::9]:4711, 2001:db8:1::5"));
    assertEquals("2001:db8:0:0:0:0:0:9", asker("10.1.2.3", "[2001:db8::9]"));
    assertEquals("203.0.113.9", asker("10.1.2.3", "::ffff:203.0.113.9"));
  }

  @Test
  void whatIsNoAddressIsTheWordOfNobody() {
    for (String broken :
        List.of(
            "unknown", "", "[", "[::", ":", "1.2.3.4:5:6", "203.0.113.9;", "customer.example")) {
      assertEquals("10.9.9.9", asker("10.1.2.3", "203.0.113.9, " + broken + ", 10.9.9.9"), broken);
    }
  }

  @Test
  void whereNoProxyIsNamedTheNearestIsBelieved() {
    AskerAddress addresses = new AskerAddress(true, List.of());
    assertEquals(
        "203.0.113.9",
        addresses
            .of(InetAddress.ofLiteral("192.0.2.1"), List.of("10.8.1.7, 203.0.113.9"))
            .getHostAddress());
  }

  @Test
  void whereNothingIsForwardedNobodyIsBelieved() {
    AskerAddress addresses = new AskerAddress(false, PROXIES);
    assertEquals(
        "10.1.2.3",
        addresses.of(InetAddress.ofLiteral("10.1.2.3"), List.of("203.0.113.9")).getHostAddress());
  }

  @Test
  void whatIsNeitherAddressNorRangeIsNoProxy() {
    for (String wrong :
        List.of("ingress.example", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0.0/x", "")) {
      assertThrows(
          IllegalArgumentException.class, () -> new AskerAddress(true, List.of(wrong)), wrong);
    }
  }

  private static String asker(String connected, String... headers) {
    return new AskerAddress(true, PROXIES)
        .of(InetAddress.ofLiteral(connected), List.of(headers))
        .getHostAddress();
  }
}
