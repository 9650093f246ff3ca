package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;

/** The door for whoever compares what the people of an account answered to one wave. */
@ApplicationScoped
public class AccountAnswers {
  @Inject Session session;

  public record Asked(int accountId, int waveId) {}

  /**
   * @param confidential whether nobody reads single answers of this wave
   * @param population who stood in the frame
   */
  public record Given(
      int accountId,
      int waveId,
      boolean confidential,
      int population,
      int extremelyDissatisfied,
      int somewhatDissatisfied,
      int noOpinion,
      int satisfiedOverall,
      int verySatisfied) {
    public int withOpinion() {
      return extremelyDissatisfied + somewhatDissatisfied + satisfiedOverall + verySatisfied;
    }
  }

  /** Of those accounts that stand in the frame of the wave, as the viewer sees them. */
  public List<Given> of(List<Asked> asked) {
    return session
        .createNativeQuery(
            """
            select f.account_id, f.wave_id, w.confidentiality <> 'NAMED' as confidential,
              cast(count(*) as int) as population,
              cast(count(*) filter (where n.overall = 1) as int) as extremely_dissatisfied,
              cast(count(*) filter (where n.overall = 2) as int) as somewhat_dissatisfied,
              cast(count(*) filter (where n.overall = 3) as int) as no_opinion,
              cast(count(*) filter (where n.overall = 4) as int) as satisfied_overall,
              cast(count(*) filter (where n.overall = 5) as int) as very_satisfied
            from unnest(cast(:accounts as int[]), cast(:waves as int[])) as q (account_id, wave_id)
            join wave w on w.id = q.wave_id
            join frame_entry f on f.account_id = q.account_id and f.wave_id = q.wave_id
              and (f.exclusion is null or f.drawn)
            left join answer n on n.wave_id = f.wave_id and n.contact_id = f.contact_id
            group by f.account_id, f.wave_id, w.confidentiality
            """,
            Given.class)
        .setParameter("accounts", asked.stream().map(Asked::accountId).toArray(Integer[]::new))
        .setParameter("waves", asked.stream().map(Asked::waveId).toArray(Integer[]::new))
        .getResultList();
  }
}
