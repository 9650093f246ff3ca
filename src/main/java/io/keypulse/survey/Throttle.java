package io.keypulse.survey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keypulse.platform.AskerAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts requests per address and minute, on this replica alone: with several, an address gets as
 * many times more. Looks use up no answers: scanners of mail follow every link to a whole office.
 * It remembers the addresses it saw last and no more than a fixed number of them.
 */
@ApplicationScoped
class Throttle {
  private static final long SECONDS_OF_A_MINUTE = 60;
  private static final int ADDRESSES = 100_000;

  private final int most;
  private final Cache<Asker, Minute> minutes = Caffeine.newBuilder().maximumSize(ADDRESSES).build();

  Throttle(@ConfigProperty(name = "keypulse.answers.per-minute", defaultValue = "30") int most) {
    this.most = most;
  }

  /**
   * @param sends what is to be kept, rather than look
   */
  private record Asker(String network, boolean sends) {}

  private record Minute(long number, int requests) {}

  /** Counts this request; false when it is one too many. */
  boolean admits(InetAddress address, boolean sends, Instant now) {
    long minute = now.getEpochSecond() / SECONDS_OF_A_MINUTE;
    return minutes
            .asMap()
            .compute(
                new Asker(AskerAddress.network(address), sends),
                (any, last) ->
                    last == null || last.number() != minute
                        ? new Minute(minute, 1)
                        : new Minute(minute, Math.min(last.requests(), most) + 1))
            .requests()
        <= most;
  }
}
