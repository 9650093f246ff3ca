package io.keypulse.analysis;

import io.keypulse.platform.Once;
import io.keypulse.survey.Aspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** How many confidential answers there are of each account that the viewer sees, wave by wave. */
@ApplicationScoped
class ConfidentialAnswers {
  /** What an answer is counted as: by itself, or by everything that it marks. */
  enum By {
    ANSWER,
    ASPECT,
    LEVEL,
    /** By whether it is worth a look. */
    CHECK;

    private String name(Aspect aspect) {
      return this == LEVEL ? aspect.level.name() : aspect.name();
    }

    /** The aspects that what is counted under this name is made of. */
    Stream<Aspect> parts(String name) {
      return Arrays.stream(Aspect.values()).filter(one -> this == LEVEL && name(one).equals(name));
    }

    private boolean isOfAspects() {
      return this == ASPECT || this == LEVEL;
    }

    /** Selects the names under which an answer {@code n} is counted. */
    private String names() {
      return switch (this) {
        case ANSWER -> "select '' as name";
        case ASPECT, LEVEL -> MARKED;
        case CHECK -> "select cast(%s as text) as name".formatted(Careless.CHECK);
      };
    }
  }

  private static final String MARKED =
      """
      select distinct q.name from unnest(w.aspects, n.ratings) as r (aspect, score)
      join unnest(cast(:aspects as text[]), cast(:names as text[])) as q (aspect, name) on q.aspect = r.aspect
      where r.score is not null
      """;

  @Inject Session session;

  private record Counted(List<Integer> waveIds, By by) {}

  /** Of one account to one wave, those that mark what is named. */
  record Row(
      String name,
      int waveId,
      int accountId,
      int teamId,
      String segment,
      int answers,
      int byThemselves) {
    Promise.Cell cell() {
      return new Promise.Cell(accountId, teamId, segment, answers, byThemselves);
    }
  }

  List<Row> of(List<Integer> waveIds, By by) {
    return Once.of(new Counted(waveIds, by), () -> counted(waveIds, by, "").getResultList());
  }

  /** Of these accounts to one wave, as it is now. */
  List<Row> given(int waveId, By by, Collection<Integer> accountIds) {
    return counted(List.of(waveId), by, "and n.account_id = any (cast(:accounts as int[]))")
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .getResultList();
  }

  private NativeQuery<Row> counted(List<Integer> waveIds, By by, String only) {
    NativeQuery<Row> query =
        session
            .createNativeQuery(
                """
                with %s
                select m.name, n.wave_id, n.account_id, n.team_id, a.segment, cast(count(*) as int) as answers,
                  cast(count(*) filter (where n.mode <> 'PHONE' and not exists (select from mail l
                    where l.wave_id = n.wave_id and l.contact_id = n.contact_id and l.readdressed_to is not null
                      and l.attempts > 0)) as int) as by_themselves
                from answer n join account a on a.id = n.account_id
                join wave w on w.id = n.wave_id and w.confidentiality = 'AGGREGATE'
                cross join lateral (%s) m
                where n.wave_id = any (cast(:waves as int[])) %s
                group by m.name, n.wave_id, n.account_id, n.team_id, a.segment
                """
                    .formatted(Careless.PACE, by.names(), only),
                Row.class)
            .setParameter("waves", waveIds.toArray(Integer[]::new));
    return by.isOfAspects()
        ? query.setParameter("aspects", names(Aspect::name)).setParameter("names", names(by::name))
        : query;
  }

  private static String[] names(Function<Aspect, String> name) {
    return Arrays.stream(Aspect.values()).map(name).toArray(String[]::new);
  }
}
