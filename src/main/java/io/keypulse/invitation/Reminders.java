package io.keypulse.invitation;

import io.keypulse.platform.AsSystem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Reminds the silent on the days that their program names. */
@ApplicationScoped
public class Reminders {
  private static final int AT_ONCE = 1_000;

  @Inject Invitations invitations;
  @Inject WaitingMails mails;
  @Inject Lanes lanes;
  @Inject SendHours hours;
  @Inject InstantSource clock;

  @Scheduled(every = "{keypulse.dispatch.reminder-tick}", identity = "reminders")
  void tick() {
    plan(clock.instant());
  }

  /**
   * Writes down what is due by now; returns how many. The same moment twice reminds nobody twice.
   */
  public int plan(Instant now) {
    int planned = 0;
    for (int more = planSome(now); more > 0; more = planSome(now)) {
      planned += more;
    }
    return planned;
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  int planSome(Instant now) {
    List<Invitations.Silent> silent = invitations.toRemind(AT_ONCE, now);
    List<Instant> suiting =
        hours.next(
            silent.stream()
                .map(one -> new SendHours.Reader(one.programId(), one.accountId(), one.timeZone()))
                .toList(),
            now);
    List<WaitingMails.Planned> reminders = new ArrayList<>();
    for (int place = 0; place < suiting.size(); place++) {
      Invitations.Silent one = silent.get(place);
      Instant day = SendWindow.daysAfter(one.invitedAt(), one.days(), one.timeZone());
      Instant due = day.isAfter(suiting.get(place)) ? day : suiting.get(place);
      reminders.add(
          new WaitingMails.Planned(one.invitationId(), MailKind.REMINDER, one.number(), due, null));
    }
    int planned = mails.plan(reminders);
    lanes.open(silent.stream().map(Invitations.Silent::domain).toList(), now);
    return planned;
  }
}
