package io.keypulse.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ExecutiveMeetings {
  @Inject Session session;

  record Meeting(
      int id,
      int sponsorId,
      LocalDate heldOn,
      int version,
      String channel,
      Instant recordedAt,
      @Nullable Integer recordedBy) {}

  record Held(int id, int accountId, int version) {}

  record Id(int id) {}

  /** The latest first. */
  List<Meeting> of(Collection<Integer> sponsors) {
    return session
        .createNativeQuery(
            """
            select id, sponsor_id, held_on, version, channel, recorded_at, recorded_by from executive_meeting
            where sponsor_id = any (cast(:sponsors as int[])) order by sponsor_id, held_on desc
            """,
            Meeting.class)
        .setParameter("sponsors", sponsors.toArray(Integer[]::new))
        .getResultList();
  }

  Optional<Held> locked(int id) {
    return session
        .createNativeQuery(
            "select id, account_id, version from executive_meeting where id = :id for update",
            Held.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  int add(ExecutiveSponsors.Held sponsor, LocalDate heldOn, String channel) {
    return session
        .createNativeQuery(
            """
            with made as (
              insert into executive_meeting (sponsor_id, account_id, team_id, held_on, channel)
              values (:sponsor, :account, :team, cast(:on as date), :channel)
              returning id)
            select id from made
            """,
            Id.class)
        .setParameter("sponsor", sponsor.id())
        .setParameter("account", sponsor.accountId())
        .setParameter("team", sponsor.teamId())
        .setParameter("on", heldOn)
        .setParameter("channel", channel)
        .getSingleResult()
        .id();
  }

  void remove(int id) {
    session
        .createNativeMutationQuery("delete from executive_meeting where id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }
}
