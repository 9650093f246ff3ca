package io.keypulse.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The door to the teams as they were when a wave was drawn. */
@ApplicationScoped
public class WaveTeams {
  @Inject Session session;

  /**
   * @param role LEAD, DEPUTY or MEMBER
   */
  public record Member(int employeeId, String role, String function) {}

  /** Leads first. */
  public List<Member> members(int waveId, int accountId) {
    return session
        .createNativeQuery(
            """
            select employee_id, role, function from wave_account_team
            where wave_id = :wave and account_id = :account
            order by array_position(array['LEAD', 'DEPUTY', 'MEMBER'], role), function, employee_id
            """,
            Member.class)
        .setParameter("wave", waveId)
        .setParameter("account", accountId)
        .getResultList();
  }

  /** Who led the account's team then. */
  public Optional<Integer> lead(int waveId, int accountId) {
    return members(waveId, accountId).stream()
        .filter(member -> member.role().equals("LEAD"))
        .map(Member::employeeId)
        .findFirst();
  }
}
