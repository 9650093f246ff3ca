package io.keypulse.demo;

import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.invitation.Inviter;
import io.keypulse.response.AnsweredBy;
import io.keypulse.response.Recorder;
import io.keypulse.wave.WaveKeeper;
import io.keypulse.wave.WaveLog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hibernate.Session;

/**
 * Two years of quarterly waves, held by the same code as today's, only with the clock of their day:
 * drawn, mailed, answered through the links in the mails, closed.
 */
@ApplicationScoped
class PastWaves {
  static final int NUMBER = 8;
  static final Duration TIME_TO_ANSWER = Duration.ofDays(14);

  /** Until then all was well. */
  private static final int TROUBLE_BEGINS_AFTER = 3;

  @Inject WaveKeeper keeper;
  @Inject InvitationDispatcher dispatcher;
  @Inject Inbox inbox;
  @Inject Inviter inviter;
  @Inject WaveLog waves;
  @Inject Recorder recorder;
  @Inject Session session;

  private final Opinions opinions = new Opinions();

  /**
   * At nine on the fifth of each quarter's first month, oldest first; the last one is closed by
   * now.
   */
  static List<Instant> before(Instant now, ZoneId zone) {
    LocalDate closedBy = LocalDate.ofInstant(now.minus(TIME_TO_ANSWER), zone).minusDays(5);
    LocalDate newest =
        closedBy.withDayOfMonth(1).withMonth(closedBy.getMonth().firstMonthOfQuarter().getValue());
    return IntStream.rangeClosed(1, NUMBER)
        .mapToObj(
            i ->
                newest
                    .minusMonths(3L * (NUMBER - i))
                    .withDayOfMonth(5)
                    .atTime(LocalTime.of(9, 0))
                    .atZone(zone)
                    .toInstant())
        .toList();
  }

  /** As it would have been: the seed of the first of them was promised the day before. */
  void promise(int programId, Instant first) {
    Instant before = first.minus(Duration.ofDays(1));
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                session
                    .createNativeMutationQuery(
                        """
                        with given_up as (
                          update draw_commitment set used_at = :before where program_id = :program and used_at is null
                          returning program_id, seed, seed_hash)
                        insert into draw_commitment (program_id, seed, seed_hash, committed_at)
                        select program_id, seed, seed_hash, :before from given_up
                        """)
                    .setParameter("program", programId)
                    .setParameter("before", before)
                    .executeUpdate());
  }

  /** The {@code number}th of them, from 1; returns how many answered. */
  int hold(int programId, int number, Instant openedAt, SampleCompany company) {
    int wave = keeper.openNow(programId, openedAt);
    dispatcher.dispatch(() -> openedAt);
    double trouble =
        Math.max(0, number - TROUBLE_BEGINS_AFTER) / (double) (NUMBER - TROUBLE_BEGINS_AFTER);
    int answers = 0;
    for (long id : inbox.ids()) {
      ReceivedMail mail = inbox.mail(id).orElseThrow();
      Instant answeredAt = openedAt.plus(Duration.ofHours(1 + id * 7 % 250));
      if (answer(mail, company, trouble, number, answeredAt)) {
        answers++;
      }
    }
    inbox.empty();
    keeper.close(wave, openedAt.plus(TIME_TO_ANSWER));
    return answers;
  }

  private boolean answer(
      ReceivedMail mail, SampleCompany company, double trouble, int occasion, Instant at) {
    return company
        .customer(mail.to())
        .flatMap(customer -> opinions.of(customer, trouble, occasion))
        .filter(
            given ->
                QuarkusTransaction.requiringNew()
                    .call(
                        () -> {
                          Inviter.Invited who = invited(mail).orElseThrow();
                          WaveLog.Facts wave = waves.facts(who.waveId()).orElseThrow();
                          return recorder.record(
                                  who, given, AnsweredBy.link(null), wave.aspects(), at)
                              == Recorder.Outcome.RECORDED;
                        }))
        .isPresent();
  }

  private Optional<Inviter.Invited> invited(ReceivedMail mail) {
    return mail.answerPath().flatMap(path -> inviter.byToken(path.substring("/s/".length())));
  }
}
