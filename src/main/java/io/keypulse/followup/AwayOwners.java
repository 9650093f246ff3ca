package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Today;
import io.keypulse.team.Actors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hibernate.Session;

/**
 * No case lies with somebody who is away while it falls due: whoever stands in has it until they
 * are back, or for good once they have taken it on. What has climbed is with those above and stays
 * there until they have seen to it.
 */
@ApplicationScoped
class AwayOwners {
  private static final int AT_ONCE = 500;

  private static final String ON_DAY = "cast(f.due_at at time zone 'UTC' as date)";

  private static final String WITH_ITS_OWNER =
      "f.turn_id = f.owner_id and f." + FollowUpState.WAITS;

  /** Of the owner of case {@code f}, or whoever they stand in for. Absences that touch are one. */
  private static final String WAITING =
      """
       from (
        select a.employee_id, upper(a.valid) as back_on from (
          select employee_id, unnest(range_agg(valid)) as valid from employee_absence
          where upper(valid) > cast(:today as date) group by employee_id) a
        where a.valid @> cast(:today as date)) a
      join follow_up f on f.owner_id = a.employee_id and %s and %s < a.back_on
      """
          .formatted(WITH_ITS_OWNER, ON_DAY);

  private static final String PERSON = "coalesce(f.returns_to_id, f.owner_id)";

  /** Whoever is away again before it is due would have to give it away once more. */
  private static final String LENT =
      """
       from follow_up f where f.returns_to_id is not null and %s and not %s and not exists (
        select from employee_absence a where a.employee_id = f.returns_to_id
          and a.valid && daterange(cast(:today as date), greatest(cast(:today as date), %s), '[]'))
      """
          .formatted(WITH_ITS_OWNER, InHand.blind("f.returns_to_id", "f.team_id"), ON_DAY);

  @Inject Session session;
  @Inject Appointments appointments;
  @Inject Actors actors;
  @Inject DueTimes times;
  @Inject Today today;

  private record Pair(int teamId, int personId) {
    Actors.Place place() {
      return new Actors.Place(teamId, personId);
    }
  }

  /** Those for which somebody stands in who may act. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Long> waiting() {
    List<Actors.Place> places =
        session
            .createNativeQuery(
                "select distinct f.team_id, " + PERSON + " as person_id" + WAITING, Pair.class)
            .setParameter("today", today.get())
            .getResultList()
            .stream()
            .map(Pair::place)
            .toList();
    List<Actors.Actor> who = actors.who(places);
    List<Actors.Place> served =
        IntStream.range(0, places.size())
            .filter(i -> who.get(i).acts())
            .mapToObj(places::get)
            .toList();
    return RowId.of(
        session
            .createNativeQuery(
                "select f.id"
                    + WAITING
                    + " join unnest(cast(:teams as int[]), cast(:persons as int[])) s (team_id, person_id)"
                    + " on s.team_id = f.team_id and s.person_id = "
                    + PERSON
                    + " order by f.id limit :most",
                RowId.class)
            .setParameter("today", today.get())
            .setParameter(
                "teams", served.stream().map(Actors.Place::teamId).toArray(Integer[]::new))
            .setParameter(
                "persons", served.stream().map(Actors.Place::employeeId).toArray(Integer[]::new))
            .setParameter("most", AT_ONCE));
  }

  /** Nothing where it is no longer so, or others are about it. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void standIn(long id, Instant now) {
    session
        .createNativeQuery(
            "select f.*" + WAITING + " where f.id = :id for update of f skip locked",
            FollowUp.class)
        .setParameter("today", today.get())
        .setParameter("id", id)
        .uniqueResultOptional()
        .ifPresent(
            followUp ->
                actors
                    .who(
                        followUp.teamId,
                        List.of(
                            Objects.requireNonNullElse(
                                followUp.returnsToId, Objects.requireNonNull(followUp.ownerId))))
                    .stream()
                    .filter(Actors.Actor::acts)
                    .forEach(actor -> pass(followUp, actor, now)));
  }

  /** Those whose owner stands in for somebody who is here again. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Long> lent() {
    return RowId.of(
        session
            .createNativeQuery("select f.id" + LENT + " order by f.id limit :most", RowId.class)
            .setParameter("today", today.get())
            .setParameter("most", AT_ONCE));
  }

  /** Nothing where it is no longer so, or others are about it. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void giveBack(long id, Instant now) {
    session
        .createNativeQuery(
            "select f.*" + LENT + " and f.id = :id for update of f skip locked", FollowUp.class)
        .setParameter("today", today.get())
        .setParameter("id", id)
        .uniqueResultOptional()
        .ifPresent(
            followUp -> {
              int back = Objects.requireNonNull(followUp.returnsToId);
              pass(followUp, new Actors.Actor(back, back, null), now);
            });
  }

  private void pass(FollowUp followUp, Actors.Actor actor, Instant now) {
    appointments.pass(followUp, actor, times.least(followUp, now), now);
    session.flush();
  }
}
