package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.keypulse.platform.Once;
import io.keypulse.survey.Aspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * What was promised in waves, for every figure of this room.
 *
 * <p>Over several waves there are two kinds of answers of each of them: those that are the newest
 * of their people, and those that a later wave replaced; for figures of the waves one by one and
 * together tell what each kind says.
 */
@ApplicationScoped
class Promises {
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

  private static final String REPLACED =
      """
      row_number() over (partition by n.contact_id, n.account_id order by n.answered_at desc, n.invitation_id desc) > 1
      """;

  private static final String MARKED =
      """
      select distinct q.name from unnest(w.aspects, n.ratings) as r (aspect, score)
      join unnest(cast(:aspects as text[]), cast(:names as text[])) as q (aspect, name) on q.aspect = r.aspect
      where r.score is not null
      """;

  @Inject Session session;

  private record Fewest(List<Integer> waveIds) {}

  private record Confidential(List<Integer> waveIds, By by) {}

  private record Promised(List<Integer> waveIds, By by, String name) {}

  private record Figure(@Nullable Integer number) {}

  /** Confidential answers of one account to one wave that mark what is named. */
  record Row(
      String name,
      int waveId,
      boolean replaced,
      int accountId,
      int teamId,
      String segment,
      int answers) {
    List<Object> kind() {
      return List.of(waveId, replaced);
    }

    Promise.Cell cell() {
      return new Promise.Cell(accountId, teamId, segment, answers);
    }
  }

  /** Nothing where nobody was promised anything. */
  Optional<Promise> of(List<Integer> waveIds) {
    return of(waveIds, By.ANSWER, "");
  }

  private Optional<Promise> of(List<Integer> waveIds, By by, String name) {
    return Once.of(
        new Promised(waveIds, by, name),
        () ->
            fewest(waveIds)
                .map(
                    fewest ->
                        Promise.of(
                            fewest,
                            confidential(waveIds, by).stream()
                                .filter(row -> row.name().equals(name))
                                .collect(groupingBy(Row::kind, mapping(Row::cell, toList())))
                                .values())));
  }

  /** Why nothing of this scope may be shown; nothing where it may. */
  Optional<Suppressed> refuses(Scope scope) {
    return refuses(scope, By.ANSWER, "");
  }

  /** Why it may not be shown what is said of an aspect, or of a level of competition. */
  Optional<Suppressed> refuses(Scope scope, By by, String name) {
    return of(scope.waveIds(), by, name).flatMap(promise -> promise.refuses(scope));
  }

  /** Why it may not be told in how many of its accounts somebody is dissatisfied. */
  Optional<Suppressed> refusesCountOfAccounts(Scope scope) {
    return refuses(scope)
        .or(() -> of(scope.waveIds()).flatMap(promise -> promise.refusesCountOfAccounts(scope)));
  }

  /** As {@link #refuses}, where so many accounts complain of it. */
  boolean allows(Scope scope, By by, String name, int accounts) {
    return of(scope.waveIds(), by, name)
        .filter(promise -> promise.refuses(scope).isPresent() || promise.areAll(accounts, scope))
        .isEmpty();
  }

  /**
   * Why it may not be shown what this scope says without answers that are worth a look: beside what
   * all say it tells what these say.
   */
  Optional<Suppressed> refusesWithoutCheck(Scope scope) {
    return refuses(scope)
        .or(() -> refuses(scope, By.CHECK, "true"))
        .or(() -> refuses(scope, By.CHECK, "false"));
  }

  /**
   * Why it may not be shown how this scope changed: what accounts say that answered both times, and
   * those that did once.
   */
  Optional<Suppressed> refusesChange(Scope scope, List<Integer> before, By by, String name) {
    Optional<Integer> now = fewest(scope.waveIds());
    Optional<Integer> then = fewest(before);
    if (now.isEmpty() && then.isEmpty()) {
      return Optional.empty();
    }
    List<Promise.Cell> is = cells(scope.waveIds(), by, name);
    List<Promise.Cell> was = cells(before, by, name);
    Promise promise =
        Promise.of(
            Math.max(now.orElse(0), then.orElse(0)),
            Stream.of(parted(is, was), parted(was, is)).flatMap(Collection::stream).toList());
    return now.isEmpty() || then.isEmpty()
        ? Optional.of(new Suppressed(promise.answers(scope), WithheldReason.DERIVABLE))
        : promise.refuses(scope);
  }

  private List<Promise.Cell> cells(List<Integer> waveIds, By by, String name) {
    return confidential(waveIds, by).stream()
        .filter(row -> row.name().equals(name))
        .map(Row::cell)
        .toList();
  }

  /** By whether the others have the account too. */
  private static Collection<List<Promise.Cell>> parted(
      List<Promise.Cell> cells, List<Promise.Cell> others) {
    Set<Integer> accounts = others.stream().map(Promise.Cell::accountId).collect(toSet());
    return cells.stream()
        .collect(partitioningBy(cell -> accounts.contains(cell.accountId())))
        .values();
  }

  /** The fewest answers that may be told of; of the strictest of these waves. */
  private Optional<Integer> fewest(List<Integer> waveIds) {
    return Once.of(
        new Fewest(waveIds),
        () ->
            Optional.ofNullable(
                session
                    .createNativeQuery(
                        """
                        select max(coalesce(aggregate_from, 5)) as number from wave
                        where id = any (cast(:waves as int[])) and confidentiality = 'AGGREGATE'
                        """,
                        Figure.class)
                    .setParameter("waves", waveIds.toArray(Integer[]::new))
                    .getSingleResult()
                    .number()));
  }

  /** Of every account that the viewer sees. */
  private List<Row> confidential(List<Integer> waveIds, By by) {
    return Once.of(new Confidential(waveIds, by), () -> counted(waveIds, by).getResultList());
  }

  private NativeQuery<Row> counted(List<Integer> waveIds, By by) {
    NativeQuery<Row> query =
        session
            .createNativeQuery(
                """
                with said as (
                  select n.*, %s as replaced from answer n where n.wave_id = any (cast(:waves as int[]))),
                %s
                select m.name, n.wave_id, n.replaced, n.account_id, n.team_id, a.segment,
                  cast(count(*) as int) as answers
                from said n join account a on a.id = n.account_id
                join wave w on w.id = n.wave_id and w.confidentiality = 'AGGREGATE'
                cross join lateral (%s) m
                group by m.name, n.wave_id, n.replaced, n.account_id, n.team_id, a.segment
                """
                    .formatted(waveIds.size() == 1 ? "false" : REPLACED, Careless.PACE, by.names()),
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
