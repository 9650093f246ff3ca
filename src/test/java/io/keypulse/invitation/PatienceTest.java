package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PatienceTest {
  @Test
  void aLeaseOutlastsAMailAndLeavesTimeBeforeIt() {
    assertTrue(of(90, 10, 60).fits());
    assertFalse(of(89, 10, 60).fits(), "two slow replies before the mail are no fault");
    assertEquals(Duration.ofSeconds(20), of(90, 10, 60).beforeTheMail());
  }

  @Test
  void whatIsShippedFits() {
    assertTrue(new Patience(time(Patience.LEASE), time(Patience.REPLY), time(Patience.END)).fits());
  }

  @Test
  void asShippedWhatALostReplicaHeldIsTakenOverWithinTwoMinutes() throws IOException {
    Properties shipped = new Properties();
    try (Reader file =
        Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      shipped.load(file);
    }
    Duration looks =
        time(shipped.getProperty("keypulse.dispatch.tick")).plus(DispatchRun.TAKE_OVER);
    assertNull(shipped.getProperty("keypulse.dispatch.lease"), "it is that of Patience");
    assertTrue(time(Patience.LEASE).plus(looks).compareTo(Duration.ofMinutes(2)) <= 0);
  }

  private static Patience of(int lease, int reply, int end) {
    Duration[] times =
        Stream.of(lease, reply, end).map(Duration::ofSeconds).toArray(Duration[]::new);
    return new Patience(times[0], times[1], times[2]);
  }

  private static Duration time(String given) {
    return Duration.parse("PT" + given);
  }
}
