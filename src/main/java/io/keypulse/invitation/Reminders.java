package io.keypulse.invitation;

import io.keypulse.platform.AsSystem;
import io.keypulse.survey.Surveyor;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reminds the silent on the days that their program names. */
@ApplicationScoped
public class Reminders {
  private static final int AT_ONCE = 1_000;

  @Inject ReminderBatch batch;
  @Inject InstantSource clock;

  @Scheduled(every = "{keypulse.dispatch.reminder-tick:1m}", identity = "reminders")
  void tick() {
    plan(clock.instant());
  }

  /**
   * Writes down what is due by now; returns how many. The same moment twice reminds nobody twice.
   */
  public int plan(Instant now) {
    int planned = 0;
    for (int more = batch.plan(AT_ONCE, now); more > 0; more = batch.plan(AT_ONCE, now)) {
      planned += more;
    }
    return planned;
  }

  @ApplicationScoped
  static class ReminderBatch {
    @Inject Invitations invitations;
    @Inject Mails mails;
    @Inject Lanes lanes;
    @Inject Surveyor surveyor;

    @AsSystem
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    int plan(int most, Instant now) {
      Map<Integer, SendWindow> windows = new HashMap<>();
      List<Invitations.Silent> silent = invitations.toRemind(most, now);
      int planned =
          mails.plan(
              silent.stream()
                  .map(
                      one ->
                          new Mails.Planned(
                              one.invitationId(),
                              MailKind.REMINDER,
                              one.number(),
                              windows
                                  .computeIfAbsent(
                                      one.programId(),
                                      program -> SendWindow.of(surveyor.delivery(program)))
                                  .next(now, one.timeZone()),
                              null))
                  .toList());
      lanes.open(silent.stream().map(Invitations.Silent::domain).toList(), now);
      return planned;
    }
  }
}
