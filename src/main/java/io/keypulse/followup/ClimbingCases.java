package io.keypulse.followup;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Cases that go up the reporting line while nobody acts, and those that can go no further. */
@ApplicationScoped
class ClimbingCases implements PanacheRepositoryBase<FollowUp, Long> {
  private static final String AT_THE_TOP =
      " from follow_up where next_climb_at is null and " + FollowUpState.WAITS;

  @Inject Session session;

  private record Total(int number) {}

  /** Those of them that climb unless somebody acts. */
  List<FollowUp> among(Collection<Long> ids) {
    return list("id in ?1 and nextClimbAt is not null", ids);
  }

  /** Those that have to go a step up. */
  List<Long> due(Instant now, int most) {
    return RowId.of(
        session
            .createNativeQuery(
                "select id from follow_up where next_climb_at <= :now order by next_climb_at, id limit :most",
                RowId.class)
            .setParameter("now", now)
            .setParameter("most", most));
  }

  /** This case, if it still has to climb and no other replica is about it. */
  Optional<FollowUp> due(long id, Instant now) {
    return session
        .createNativeQuery(
            "select * from follow_up where id = :id and next_climb_at <= :now for update skip locked",
            FollowUp.class)
        .setParameter("id", id)
        .setParameter("now", now)
        .uniqueResultOptional();
  }

  /** Those that came to the top and still wait for somebody to act, in their order. */
  List<Long> atTheTop(long after, int most) {
    return RowId.of(
        session
            .createNativeQuery(
                "select id" + AT_THE_TOP + " and id > :after order by id limit :most", RowId.class)
            .setParameter("after", after)
            .setParameter("most", most));
  }

  int numberAtTheTop() {
    return number("select cast(count(*) as int) as number" + AT_THE_TOP);
  }

  /** This case, if it is one of them and no other replica is about it. */
  Optional<FollowUp> atTheTop(long id) {
    return session
        .createNativeQuery(
            "select *" + AT_THE_TOP + " and id = :id for update skip locked", FollowUp.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** How many wait and have nobody responsible who sees them. */
  int ofNobody() {
    return number(
        "select cast(count(*) as int) as number from follow_up f where f."
            + FollowUpState.WAITS
            + " and "
            + InHand.blind("f.owner_id", "f.team_id"));
  }

  private int number(String sql) {
    return session.createNativeQuery(sql, Total.class).getSingleResult().number();
  }
}
