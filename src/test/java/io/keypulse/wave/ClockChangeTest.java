package io.keypulse.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.invitation.Reminders;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waves at half past two over the nights in which half past two is missing or comes twice. */
@KeypulseTest
class ClockChangeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalTime HALF_PAST_TWO = LocalTime.of(2, 30);
  private static final int DAYS_TO_ANSWER = 3;
  private static final int REMINDED_AFTER = 2;

  @Inject WaveKeeper keeper;
  @Inject InvitationDispatcher dispatcher;
  @Inject Reminders reminders;

  private int program;

  @ParameterizedTest(name = "in spring: {0}")
  @ValueSource(booleans = {true, false})
  void eachNightOpensOneWaveThatIsRemindedOfAndClosedByTheLocalClock(boolean spring) {
    LocalDate night = nextChange(spring);
    program = nightly(Company.imported().keyAccount("acme", "north", 6));
    Database.change(
        "update survey_program set next_at = ? where id = ?",
        at(night.minusDays(1)).atOffset(ZoneOffset.UTC),
        program);

    Instant now = at(night.minusDays(1)).minus(Duration.ofHours(2));
    while (now.isBefore(at(night.plusDays(1)).plus(Duration.ofHours(2)))) {
      look(now);
      now = now.plus(Duration.ofMinutes(30));
    }

    List<Instant> expected = List.of(at(night.minusDays(1)), at(night), at(night.plusDays(1)));
    assertEquals(expected, times("scheduled_for"));
    assertEquals(expected, times("opened_at"), "each at its minute");
    assertEquals(
        List.of(
            at(night.plusDays(DAYS_TO_ANSWER - 1)),
            onTheClock(night, DAYS_TO_ANSWER),
            at(night.plusDays(DAYS_TO_ANSWER + 1))),
        times("closes_at"));
    assertEquals(List.of(at(night.minusDays(1).plusDays(REMINDED_AFTER))), remindedAt());
    closeAtTheirTime();
  }

  /** What every replica does again and again. */
  private void look(Instant now) {
    if (keeper.due(now).contains(program)) {
      keeper.openDue(program, now);
    }
    reminders.plan(now);
    dispatcher.dispatch(() -> now);
  }

  private void closeAtTheirTime() {
    List<Integer> waves =
        Database.column("select id::text from wave where program_id = ? order by id", program)
            .stream()
            .map(Integer::valueOf)
            .toList();
    List<Instant> ends = times("closes_at");
    for (int place = 0; place < waves.size(); place++) {
      int wave = waves.get(place);
      Instant end = ends.get(place);
      assertFalse(keeper.expired(end.minusSeconds(1)).contains(wave));
      assertTrue(keeper.expired(end).contains(wave));
      keeper.close(wave, end);
    }
  }

  private static int nightly(Company company) {
    int id =
        GlobalId.parseInt(
            "SurveyProgram",
            company.program(2, Map.of("reminderDays", List.of(REMINDED_AFTER))),
            "id");
    Database.change(
        "update survey_program set cron = '30 2 * * *', days_to_answer = ? where id = ?",
        DAYS_TO_ANSWER,
        id);
    return id;
  }

  private List<Instant> times(String column) {
    return instants(
        "select " + column + " from wave where program_id = ? order by opened_at", program);
  }

  private List<Instant> remindedAt() {
    return instants(
        """
        select distinct m.sent_at from mail m join wave w on w.id = m.wave_id
        where w.program_id = ? and m.kind = 'REMINDER' order by 1
        """,
        program);
  }

  private static List<Instant> instants(String sql, int program) {
    List<Instant> times = new ArrayList<>();
    Database.column(
            "select extract(epoch from s.t)::bigint::text from (" + sql + ") s (t)", program)
        .forEach(second -> times.add(Instant.ofEpochSecond(Long.parseLong(second))));
    return times;
  }

  /** Half past two of that day: in spring as much after two as it would have been. */
  private static Instant at(LocalDate day) {
    return day.atTime(HALF_PAST_TWO).atZone(BERLIN).toInstant();
  }

  /** So many days after the wave of that night, on the clock that it opened by. */
  private static Instant onTheClock(LocalDate night, int days) {
    return at(night).atZone(BERLIN).plusDays(days).toInstant();
  }

  private static LocalDate nextChange(boolean spring) {
    ZoneOffsetTransition change = BERLIN.getRules().nextTransition(Instant.now());
    while (change.isGap() != spring) {
      change = BERLIN.getRules().nextTransition(change.getInstant());
    }
    return change.getDateTimeBefore().toLocalDate();
  }
}
