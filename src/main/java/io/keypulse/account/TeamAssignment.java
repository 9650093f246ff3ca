package io.keypulse.account;

import io.keypulse.platform.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
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
}
