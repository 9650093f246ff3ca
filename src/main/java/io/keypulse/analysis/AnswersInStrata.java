package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** How many answers of confidential waves there are of each account, by the stratum it stood in. */
@ApplicationScoped
class AnswersInStrata {
  @Inject Counts counts;

  /**
   * @param stratum as {@link Counts#tallies} names it
   * @param byPhone of these people, whose answer an employee wrote down
   */
  record Row(int accountId, int waveId, String stratum, int people, int byPhone) {}

  List<Row> of(Scope scope) {
    return counts
        .within(
            scope,
            """
            select x.account_id, x.wave_id, %s as stratum,
              x.extremely_dissatisfied + x.somewhat_dissatisfied + x.no_opinion + x.satisfied_overall + x.very_satisfied as people,
              x.phone as by_phone
            from account_count x join wave w on w.id = x.wave_id and w.confidentiality = 'AGGREGATE'
            where x.wave_id = any (cast(:waves as int[]))
            """
                    .formatted(
                        KeptCounts.know(scope) ? "x.stratum" : "w.program_id || ':' || x.stratum")
                + Narrowing.to(scope, "x.segment = :segment"),
            Row.class)
        .getResultList();
  }
}
