package io.keypulse.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

@KeypulseTest
class CommonTimeTest {
  @Inject CommonTime common;

  @Test
  void machinesFiveMinutesApartAgree() {
    for (int minutes : new int[] {-5, 0, 5}) {
      InstantSource wrong = () -> Instant.now().plus(Duration.ofMinutes(minutes));
      Duration behind = QuarkusTransaction.requiringNew().call(() -> common.behind(wrong));
      Duration error = Duration.between(Instant.now(), wrong.instant().plus(behind)).abs();
      assertTrue(error.compareTo(Duration.ofSeconds(2)) < 0, minutes + " minutes: " + error);
    }
  }

  @Test
  void aClockThatIsSetOnPurposeStaysSo() {
    InstantSource rehearsal = () -> Instant.now().plus(Duration.ofDays(30));
    for (InstantSource told : List.of(common.of(rehearsal), common.lately(rehearsal))) {
      Duration ahead = Duration.between(Instant.now(), told.instant());
      assertTrue(ahead.minusDays(30).abs().compareTo(Duration.ofSeconds(2)) < 0, ahead.toString());
    }
  }
}
