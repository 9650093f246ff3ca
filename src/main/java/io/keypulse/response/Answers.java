package io.keypulse.response;

import io.keypulse.invitation.Inviter;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What people said, once each. */
@ApplicationScoped
class Answers {
  private static final String COLUMNS =
      """
      select n.invitation_id, n.wave_id, n.contact_id, n.account_id, cast(n.overall as int),
        array_to_string(n.ratings, ',', '') as ratings, array_to_string(w.aspects, ',') as aspects, n.why,
        n.call_wish, n.mode, n.interviewer_id, n.seconds, n.version, n.answered_at, n.revised_at
      """;

  @Inject Session session;

  /**
   * The ratings stand in the order of the aspects, separated by commas; empty where none was
   * marked.
   */
  record Said(
      long invitationId,
      int waveId,
      int contactId,
      int accountId,
      int overall,
      String ratings,
      String aspects,
      @Nullable String why,
      boolean callWish,
      String mode,
      @Nullable Integer interviewerId,
      @Nullable Integer seconds,
      int version,
      Instant answeredAt,
      @Nullable Instant revisedAt) {
    AnswerGiven given() {
      return new AnswerGiven(Satisfaction.of(overall), ratingsOf(aspects, ratings), why, callWish);
    }
  }

  /** By aspect, in the order of the wave; without those that were not marked. */
  static Map<Aspect, Satisfaction> ratingsOf(String aspects, String ratings) {
    Map<Aspect, Satisfaction> marked = new LinkedHashMap<>();
    String[] names = aspects.split(",", -1);
    String[] scores = ratings.split(",", -1);
    for (int place = 0; place < scores.length; place++) {
      if (!scores[place].isEmpty()) {
        marked.put(Aspect.valueOf(names[place]), Satisfaction.of(Integer.parseInt(scores[place])));
      }
    }
    return marked;
  }

  /** False when this person has answered before; twenty at once store one. */
  boolean add(
      Inviter.Invited who, AnswerGiven given, AnsweredBy by, List<Aspect> aspects, Instant now) {
    return session
            .createNativeMutationQuery(
                """
                insert into answer (invitation_id, wave_id, contact_id, account_id, team_id, overall, ratings, why,
                  call_wish, mode, interviewer_id, seconds, answered_at)
                values (:invitation, :wave, :contact, :account, :team, :overall, cast(:ratings as smallint[]), :why,
                  :call, :mode, cast(:interviewer as int), cast(:seconds as int), :now)
                on conflict (invitation_id) do nothing
                """)
            .setParameter("invitation", who.invitationId())
            .setParameter("wave", who.waveId())
            .setParameter("contact", who.contactId())
            .setParameter("account", who.accountId())
            .setParameter("team", who.teamId())
            .setParameter("overall", given.overall().score)
            .setParameter("ratings", scores(given, aspects))
            .setParameter("why", given.why(), String.class)
            .setParameter("call", given.callWish())
            .setParameter("mode", by.mode().name())
            .setParameter("interviewer", by.interviewerId(), Integer.class)
            .setParameter("seconds", by.seconds(), Integer.class)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /** With all its versions; false when there is none. */
  boolean delete(long invitationId) {
    return session
            .createNativeMutationQuery(
                """
                with former as (delete from answer_version where invitation_id = :invitation)
                delete from answer where invitation_id = :invitation
                """)
            .setParameter("invitation", invitationId)
            .executeUpdate()
        == 1;
  }

  /** Keeps what was said so far as a version and puts this in its place. */
  void revise(
      long invitationId,
      AnswerGiven given,
      @Nullable Integer seconds,
      List<Aspect> aspects,
      Instant now) {
    session
        .createNativeMutationQuery(
            """
            with former as (
              insert into answer_version (invitation_id, number, contact_id, account_id, team_id, ratings, why,
                call_wish, said_at, revised_at)
              select invitation_id, version, contact_id, account_id, team_id, ratings, why, call_wish,
                coalesce(revised_at, answered_at), :now
              from answer where invitation_id = :invitation)
            update answer set ratings = cast(:ratings as smallint[]), why = :why, call_wish = :call,
              seconds = seconds + cast(:seconds as int), version = version + 1, revised_at = :now
            where invitation_id = :invitation
            """)
        .setParameter("invitation", invitationId)
        .setParameter("ratings", scores(given, aspects))
        .setParameter("why", given.why(), String.class)
        .setParameter("call", given.callWish())
        .setParameter("seconds", seconds, Integer.class)
        .setParameter("now", now)
        .executeUpdate();
  }

  /** In the order of the wave's aspects; null where nothing was marked. */
  private static @Nullable Short[] scores(AnswerGiven given, List<Aspect> aspects) {
    @Nullable Short[] scores = new Short[aspects.size()];
    for (int place = 0; place < scores.length; place++) {
      Satisfaction rating = given.ratings().get(aspects.get(place));
      scores[place] = rating == null ? null : Short.valueOf((short) rating.score);
    }
    return scores;
  }

  /** Until the end of the transaction nobody else revises it. */
  Optional<Said> locked(long invitationId) {
    return one(invitationId, " for update of n");
  }

  Optional<Said> said(long invitationId) {
    return one(invitationId, "");
  }

  private Optional<Said> one(long invitationId, String end) {
    return session
        .createNativeQuery(
            COLUMNS
                + "from answer n join wave w on w.id = n.wave_id where n.invitation_id = :id"
                + end,
            Said.class)
        .setParameter("id", invitationId)
        .uniqueResultOptional();
  }

  /** As {@link #said}, where its person was not promised that nobody reads it. */
  Optional<Said> readable(long invitationId) {
    return one(invitationId, " and w.confidentiality = 'NAMED'");
  }

  /** As {@link #readable(long)}. */
  List<Said> readable(Collection<Long> invitationIds) {
    return session
        .createNativeQuery(
            COLUMNS
                + """
                from answer n join wave w on w.id = n.wave_id and w.confidentiality = 'NAMED'
                where n.invitation_id = any (cast(:ids as bigint[]))
                order by n.answered_at desc, n.invitation_id desc
                """,
            Said.class)
        .setParameter("ids", invitationIds.toArray(Long[]::new))
        .getResultList();
  }

  /** The newest answers of each account that may be read one by one, newest first. */
  List<Said> newest(Collection<Integer> accountIds, int most) {
    return session
        .createNativeQuery(
            COLUMNS
                + """
                from unnest(cast(:accounts as int[])) as asked (id)
                cross join lateral (
                  select a.* from answer a join wave v on v.id = a.wave_id and v.confidentiality = 'NAMED'
                  where a.account_id = asked.id
                  order by a.answered_at desc, a.invitation_id desc limit :most) n
                join wave w on w.id = n.wave_id
                order by n.account_id, n.answered_at desc, n.invitation_id desc
                """,
            Said.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .setParameter("most", most)
        .getResultList();
  }

  record Median(int waveId, double seconds) {}

  /** Of the answers that this viewer sees; without waves in which nobody's time is known. */
  List<Median> medianSeconds(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            """
            select wave_id, percentile_cont(0.5) within group (order by seconds) as seconds from answer
            where wave_id = any (cast(:waves as int[])) and seconds is not null group by wave_id
            """,
            Median.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }
}
