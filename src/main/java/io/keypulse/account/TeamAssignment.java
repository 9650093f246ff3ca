package io.keypulse.account;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.keypulse.platform.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;

/** The door through which an account gets another team. */
@ApplicationScoped
public class TeamAssignment {
  @Inject Session session;

  public record Held(int id, int teamId, int version) {}

  /** An account that this viewer may see; nobody changes it until this transaction ends. */
  public Optional<Held> locked(int accountId) {
    return session
        .createNativeQuery(
            "select id, team_id, version from account where id = :id for no key update", Held.class)
        .setParameter("id", accountId)
        .uniqueResultOptional();
  }

  public void assign(int accountId, int teamId, Channel channel) {
    session
        .createNativeMutationQuery(
            "update account set team_id = :team, channel = :channel where id = :id and team_id <> :team")
        .setParameter("team", teamId)
        .setParameter("channel", channel.name())
        .setParameter("id", accountId)
        .executeUpdate();
    session.clear();
  }

  private record Served(int id) {}

  /** Since when the present team is known to serve an account. */
  public record Known(int id, LocalDate since) {
    /** Why nothing can be told of that day as the first one of the team. */
    public String unlike(LocalDate day) {
      return day.isAfter(since)
          ? "The team is known to have served the account since %s already, and what is known stays: name that day, or leave it out."
              .formatted(since)
          : "Another team served the account until %s, and what is known of it stays: name that day, or leave it out."
              .formatted(since);
    }
  }

  /**
   * The present teams have served these accounts since these days, where that is longer than is
   * known and no other team did.
   *
   * @return the accounts of which that was news
   */
  public Set<Integer> since(Map<Integer, LocalDate> days) {
    return session
        .createNativeQuery(
            "select s.id from serve_since(cast(:accounts as int[]), cast(:days as date[])) as s (id)",
            Served.class)
        .setParameter("accounts", days.keySet().toArray(Integer[]::new))
        .setParameter("days", days.values().toArray(LocalDate[]::new))
        .getResultList()
        .stream()
        .map(Served::id)
        .collect(toSet());
  }

  /** Of these accounts. */
  public Map<Integer, Known> known(Collection<Integer> accounts) {
    return session
        .createNativeQuery(
            """
            select account_id as id, lower(valid) as since from account_team
            where account_id = any (cast(:accounts as int[])) and upper_inf(valid)
            """,
            Known.class)
        .setParameter("accounts", accounts.toArray(Integer[]::new))
        .getResultList()
        .stream()
        .collect(toMap(Known::id, one -> one));
  }
}
