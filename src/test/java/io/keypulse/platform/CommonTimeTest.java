package io.keypulse.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

@KeypulseTest
class CommonTimeTest {
  @Inject CommonTime common;

  @Test
  void machinesFiveMinutesApartAgree() {
    for (int minutes : new int[] {-5, 0, 5}) {
      InstantSource wrong = () -> Instant.now().plus(Duration.ofMinutes(minutes));
      InstantSource corrected =
          QuarkusTransaction.requiringNew().call(() -> common.of(wrong, wrong));
      Duration error = Duration.between(Instant.now(), corrected.instant()).abs();
      assertTrue(error.compareTo(Duration.ofSeconds(2)) < 0, minutes + " minutes: " + error);
    }
  }

  @Test
  void aClockThatIsSetOnPurposeStaysSo() {
    InstantSource rehearsal = () -> Instant.now().plus(Duration.ofDays(30));
    Duration ahead = Duration.between(Instant.now(), common.of(rehearsal).instant());
    assertTrue(ahead.minusDays(30).abs().compareTo(Duration.ofSeconds(2)) < 0, ahead.toString());
  }
}
