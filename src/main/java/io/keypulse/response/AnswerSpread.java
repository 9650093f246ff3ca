package io.keypulse.response;

import static java.util.stream.Collectors.toMap;

import io.keypulse.wave.OpinionSpread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.hibernate.Session;

/**
 * How far the answers of a wave differed, by stratum, in halves of a point; those without an
 * opinion are left out. The proof of a draw shows it to everybody: so not what was said in
 * confidence, nor what few said, nor so exactly that who knows all answers but one could compute
 * that one.
 */
@ApplicationScoped
class AnswerSpread implements OpinionSpread {
  private static final int FEWEST_ANSWERS = 30;
  private static final int FEWEST_ACCOUNTS = 10;

  @Inject Session session;

  record Spread(String stratum, double deviation) {}

  @Override
  public Map<String, Double> byStratum(int waveId) {
    return session
        .createNativeQuery(
            """
            select f.stratum, cast(round(2 * stddev_samp(a.overall)) / 2 as double precision) as deviation
            from answer a join frame_entry f on f.wave_id = a.wave_id and f.contact_id = a.contact_id
              join wave w on w.id = a.wave_id and w.confidentiality = 'NAMED'
            where a.wave_id = :wave and a.overall <> 3
            group by f.stratum having count(*) >= :answers and count(distinct a.account_id) >= :accounts
            """,
            Spread.class)
        .setParameter("wave", waveId)
        .setParameter("answers", FEWEST_ANSWERS)
        .setParameter("accounts", FEWEST_ACCOUNTS)
        .getResultList()
        .stream()
        .collect(toMap(Spread::stratum, Spread::deviation));
  }
}
