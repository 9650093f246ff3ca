package io.keypulse.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Programs that run again before their last wave is over. */
@KeypulseTest
class OverlapTest {
  private static final Duration WEEK = Duration.ofDays(7);

  @Inject WaveKeeper keeper;
  @Inject MovableClock clock;

  @Test
  void whoCanStillAnswerIsNotDrawnForTheNextWaveOfTheSameProgram() {
    Company company = Company.imported().keyAccount("acme", "north", 6);
    String program = company.program(4);
    int first = openedByItself(program, Duration.ZERO);
    int second = openedByItself(program, WEEK);
    assertEquals(2, drawn(second).size());
    assertTrue(
        drawn(second).stream().noneMatch(drawn(first)::contains), "asked while they can answer");
    assertEquals(drawn(first), excluded(second));
    assertTrue(drawHolds(second));

    int third = openedByItself(program, WEEK.multipliedBy(2).minusHours(1));
    assertEquals(4, drawn(third).size(), "the first wave ends this very day");
    assertEquals(drawn(second), excluded(third));
    for (int wave : List.of(first, second, third)) {
      company.closeWave(GlobalId.of("Wave", wave));
    }
  }

  @Test
  void anotherProgramsOpenWaveKeepsNobodyOut() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    int one = openedByItself(company.program(3), Duration.ZERO);
    int other = openedByItself(company.program(3), Duration.ZERO);
    assertEquals(drawn(one), drawn(other));
    company.closeWave(GlobalId.of("Wave", one));
    company.closeWave(GlobalId.of("Wave", other));
  }

  @Test
  void programsMadeWithDefaultsDoNotAskTheSamePersonOnTheSameDay() {
    Company company =
        Company.imported().keyAccount("acme", "north", 3).keyAccount("bolt", "south", 9);
    int one = openedByItself(company.program(12, Map.of(), Map.of()), Duration.ZERO);
    assertEquals(12, drawn(one).size());
    assertEquals(4, withheld(one), "of one account's nine five are asked in a week");
    String second = company.program(12, Map.of(), Map.of());
    int other = openedByItself(second, Duration.ZERO);
    assertEquals(12, withheld(other), "eight rest, and the large account has had its mails");
    company.closeWave(GlobalId.of("Wave", other));
    int weekAfter = openedByItself(second, WEEK);
    assertEquals(8, blocked(weekAfter, "ASKED_BY_OTHERS"));
    assertEquals(8, withheld(weekAfter));
    company.closeWave(GlobalId.of("Wave", one));
    company.closeWave(GlobalId.of("Wave", weekAfter));
  }

  @Test
  void nobodyIsAskedTwiceByReplicasWhoseClocksAreFiveMinutesApart() {
    Company company =
        Company.imported().keyAccount("acme", "north", 3).keyAccount("bolt", "south", 9);
    int ahead = openedByItself(company.program(12, Map.of(), Map.of()), Duration.ofMinutes(5));
    int behind = openedByItself(company.program(12, Map.of(), Map.of()), Duration.ofMinutes(2));
    assertEquals(8, drawn(ahead).size() - withheld(ahead));
    assertEquals(8, blocked(behind, "ASKED_BY_OTHERS"));
    assertEquals(4, blocked(behind, "ACCOUNT_BUDGET"), "the other replica's mails count too");
    company.closeWave(GlobalId.of("Wave", ahead));
    company.closeWave(GlobalId.of("Wave", behind));
  }

  @Test
  void aQuarantineOfAWeekIsOverWhenTheNextWeeksWaveOpensAnHourEarlier() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    String program = company.program(3);
    Database.change(
        "update survey_program set quarantine_days = 7, days_to_answer = 7 where id = ?",
        id(program));
    int first = openedByItself(program, Duration.ZERO);
    int midweek = openedByItself(program, Duration.ofDays(6));
    int second = openedByItself(program, WEEK.minusHours(1));
    assertEquals(List.of(), drawn(midweek));
    assertEquals(drawn(first), drawn(second));
    for (int wave : List.of(first, midweek, second)) {
      company.closeWave(GlobalId.of("Wave", wave));
    }
  }

  @Test
  void whomThisProgramAskedAndWhomAnotherAskedRestForTimesOfTheirOwn() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    int other = openedByItself(company.program(3), Duration.ZERO);
    for (int daysOfOthers : List.of(5, 8)) {
      String program =
          company.program(
              3,
              Map.of(),
              Map.of(
                  "quarantineDays",
                  30,
                  "quarantineDaysOfOthers",
                  daysOfOthers,
                  "accountMailsPerWeek",
                  0));
      int wave = openedByItself(program, WEEK);
      assertEquals(daysOfOthers == 5 ? 0 : 3, blocked(wave, "ASKED_BY_OTHERS"));
      if (daysOfOthers == 5) {
        int again = openedByItself(program, WEEK.multipliedBy(4));
        assertEquals(drawn(wave), excluded(again), "three weeks after its own question");
        company.closeWave(GlobalId.of("Wave", again));
        Database.change(
            "update wave set opened_at = opened_at - interval '60 days', scheduled_for = scheduled_for - interval '60 days'"
                + " where id in (?, ?)",
            wave,
            again);
      }
      company.closeWave(GlobalId.of("Wave", wave));
    }
    company.closeWave(GlobalId.of("Wave", other));
  }

  @Test
  void aWaveThatOpensLateIsOverWhenTheNextOneIsDueAndLeavesItEverybody() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    String program = company.program(3);
    Database.change(
        """
        update survey_program set cron = null, every_weeks = 1, time_zone = 'UTC',
          starts_on = cast((now() + interval '1 minute') at time zone 'UTC' as date),
          starts_at = cast((now() + interval '1 minute') at time zone 'UTC' as time),
          days_to_answer = 7, quarantine_days = 7, account_mails_per_week = 3 where id = ?
        """,
        id(program));
    Duration late = Duration.ofHours(20);
    int first = openedByItself(program, Duration.ZERO, late);
    assertEquals(
        Database.value("select next_at from survey_program where id = ?", id(program)),
        Database.value("select closes_at from wave where id = ?", first));
    int second = openedByItself(program, WEEK, Duration.ZERO);
    assertEquals(3, drawn(first).size());
    assertEquals(drawn(first), drawn(second), "rest begins when a wave is due");
    assertEquals(0, withheld(second));
    company.closeWave(GlobalId.of("Wave", first));
    company.closeWave(GlobalId.of("Wave", second));
  }

  @Test
  void aWaveThatOpensLateHasItsFullTimeWhereTheNextOneIsFarOff() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    int wave = openedByItself(company.program(1), Duration.ZERO, Duration.ofHours(20));
    assertEquals(
        "14",
        Database.value(
            "select extract(day from closes_at - opened_at + interval '2 hours') from wave where id = ?",
            wave));
    company.closeWave(GlobalId.of("Wave", wave));
  }

  @Test
  void theMailsOfAWeekAreNotThoseOfTheWaveAWeekBefore() {
    Company company = Company.imported().keyAccount("acme", "north", 4);
    String program = company.program(2);
    Database.change(
        "update survey_program set account_mails_per_week = 2, days_to_answer = 7 where id = ?",
        id(program));
    int first = openedByItself(program, Duration.ofSeconds(8));
    int second = openedByItself(program, WEEK);
    assertEquals(0, withheld(second), "a few seconds less than a week");
    assertEquals(2, drawn(second).size());
    company.closeWave(GlobalId.of("Wave", first));
    company.closeWave(GlobalId.of("Wave", second));
  }

  private int openedByItself(String program, Duration later) {
    return openedByItself(program, later, Duration.ZERO);
  }

  private int openedByItself(String program, Duration later, Duration late) {
    Database.change(
        "update survey_program set next_at = now() + cast(? as interval) where id = ?",
        later.minusSeconds(1).toString(),
        id(program));
    clock.at(later.plus(late), then -> keeper.openDue(id(program), then.instant()));
    return Integer.parseInt(
        Database.value("select max(id) from wave where program_id = ?", id(program)));
  }

  private static List<String> drawn(int wave) {
    return contacts("drawn", wave);
  }

  private static int withheld(int wave) {
    return contacts("drawn and blocked is not null", wave).size();
  }

  private static int blocked(int wave, String why) {
    return contacts("blocked = '" + why + "'", wave).size();
  }

  private static List<String> excluded(int wave) {
    return contacts("exclusion = 'ASKED_RECENTLY'", wave);
  }

  private static List<String> contacts(String which, int wave) {
    return Database.column(
        "select contact_id::text from frame_entry where wave_id = ? and "
            + which
            + " order by contact_id",
        wave);
  }

  private static boolean drawHolds(int wave) {
    return Client.as("admin")
        .data(
            "query ($id: ID!) { waveDrawVerify(id: $id) { holds } }",
            Map.of("id", GlobalId.of("Wave", wave)))
        .getBoolean("data.waveDrawVerify.holds");
  }

  private static int id(String program) {
    return GlobalId.parseInt("SurveyProgram", program, "id");
  }
}
