package io.keypulse.platform;

import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import java.net.InetAddress;

/** Addresses that begin alike, written as {@code 10.0.0.0/8}, or as one address alone. */
public record AddressRange(CidrAddress block) {
  /**
   * @throws IllegalArgumentException when it is neither
   */
  public static AddressRange of(String written) {
    String[] parts = written.strip().split("/", 2);
    InetAddress address = Inet.parseInetAddressOrFail(parts[0]);
    int bits =
        parts.length == 1 ? address.getAddress().length * Byte.SIZE : Integer.parseInt(parts[1]);
    return new AddressRange(CidrAddress.create(address, bits));
  }

  public boolean has(InetAddress address) {
    return block.matches(address);
  }
}
