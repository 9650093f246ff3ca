package io.keypulse.platform;

import io.smallrye.common.net.Inet;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * From which address somebody asks. Every proxy writes at the end of {@code X-Forwarded-For} who
 * asked it; what stands before the word of the last proxy that is trusted, anybody may have
 * written.
 */
@ApplicationScoped
public class AskerAddress {
  /** Whoever has one address of IPv6 has 2^64 of them. */
  private static final int BYTES_OF_A_NETWORK = 8;

  private final boolean forwarded;
  private final List<AddressRange> proxies;

  @Inject
  AskerAddress(
      @ConfigProperty(name = "keypulse.http.forwarded") boolean forwarded,
      @ConfigProperty(name = "keypulse.http.trusted-proxies") Optional<List<String>> proxies) {
    this(forwarded, proxies.orElse(List.of()));
  }

  AskerAddress(boolean forwarded, List<String> proxies) {
    this.forwarded = forwarded;
    this.proxies = proxies.stream().map(AddressRange::of).toList();
  }

  public InetAddress of(HttpServerRequest request) {
    return of(
        InetAddress.ofLiteral(request.connection().remoteAddress().hostAddress()),
        request.headers().getAll("X-Forwarded-For"));
  }

  /** Where no proxies are named, whoever is connected is one, and nobody else. */
  InetAddress of(InetAddress connected, List<String> headers) {
    InetAddress asker = connected;
    boolean relays = forwarded && (proxies.isEmpty() || isProxy(connected));
    for (String entry : entries(headers).reversed()) {
      InetAddress told = relays ? address(entry) : null;
      if (told == null) {
        return asker;
      }
      asker = told;
      relays = isProxy(told);
    }
    return asker;
  }

  /** What one customer or office has of addresses, as a key to count by. */
  public static String network(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), BYTES_OF_A_NETWORK))
        : address.getHostAddress();
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(range -> range.has(address));
  }

  private static List<String> entries(List<String> headers) {
    return headers.stream().flatMap(header -> Stream.of(header.split(","))).toList();
  }

  /** Some proxies write a port too; IPv6 has brackets then. */
  private static @Nullable InetAddress address(String entry) {
    String told = entry.strip();
    int end = told.startsWith("[") ? told.indexOf(']') : told.indexOf(':');
    boolean hasPort = end > 0 && (told.startsWith("[") || end == told.lastIndexOf(':'));
    return plain(
        Inet.parseInetAddress(hasPort ? told.substring(told.startsWith("[") ? 1 : 0, end) : told));
  }

  /** An address of IPv4 that is written as one of IPv6 is the one of IPv4. */
  private static @Nullable InetAddress plain(@Nullable InetAddress address) {
    try {
      return address == null ? null : InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException neverOfSuchLength) {
      throw new IllegalStateException(neverOfSuchLength);
    }
  }
}
