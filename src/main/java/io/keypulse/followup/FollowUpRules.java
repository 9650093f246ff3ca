package io.keypulse.followup;

import io.keypulse.analysis.VerdictTurns;
import io.keypulse.platform.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The rules, and what each would have opened. */
@ApplicationScoped
class FollowUpRules {
  /**
   * Of answer {@code n} in wave {@code w}; nothing where no aspect displeased, or where nobody may
   * read it.
   */
  static final String WORST_ASPECT =
      """
      (select w.aspects[q.place] from unnest(n.ratings) with ordinality as q (score, place)
       where q.score <= 2 and w.confidentiality = 'NAMED' order by q.score, q.place limit 1)
      """;

  private static final String ROLE_MATCHES =
      "(r.roles is null or c.role = any (r.roles) or c.further_roles && r.roles)";

  /**
   * Answer {@code n} of wave {@code w} may be read, or its person asks to be called, which says
   * nothing else about it.
   */
  static final String MAY_BE_READ = "(w.confidentiality = 'NAMED' or n.call_wish)";

  /**
   * Rule {@code r} about answer {@code n} of contact {@code c} in wave {@code w}; {@code :turning}
   * are the answers by which a verdict turns unhealthy.
   */
  static final String ANSWER_MATCHES =
      ROLE_MATCHES
          + """
             and (w.confidentiality = 'NAMED' or r.sign = 'CALL_WISH') and case r.sign
              when 'OVERALL' then n.overall <= r.at_most
              when 'ASPECT' then exists (
                select from unnest(n.ratings) with ordinality as q (score, place)
                where q.score <= r.at_most and (r.aspects is null or w.aspects[q.place] = any (r.aspects)))
              when 'CALL_WISH' then n.call_wish
              when 'VERDICT' then n.invitation_id = any (cast(:turning as bigint[]))
              else false end
            """;

  /**
   * Rule {@code r} about contact {@code c}, who was asked by invitation {@code i}. Waves of which
   * nobody is told who answered do not tell who was silent either, nor do those that ended before
   * their time.
   */
  static final String SILENCE_MATCHES =
      "r.sign = 'SILENCE' and coalesce(c.left_on > today(), true) and c.erased_at is null and i.reached and "
          + ROLE_MATCHES
          + """
             and (
              select count(*) = r.times and not bool_or(times.answered) from (
                select p.wave_id, bool_or(p.answered_at is not null) as answered
                from asked p join wave v on v.id = p.wave_id and v.confidentiality = 'NAMED'
                  and v.closed_at >= v.closes_at
                where p.contact_id = i.contact_id and p.account_id = i.account_id and p.wave_id <= i.wave_id
                  and (p.answered_at is not null or p.reached)
                group by p.wave_id order by p.wave_id desc limit r.times) times)
            """;

  private static final String COLUMNS =
      """
      select id, name, sign, cast(at_most as int) as at_most, array_to_string(aspects, ',') as aspects,
        array_to_string(roles, ',') as roles, times, active, version
      """;

  private static final String PUT =
      """
      cast(:name as text) as name, cast(:sign as text) as sign, cast(:atMost as smallint) as at_most,
        cast(:aspects as text[]) as aspects, cast(:roles as text[]) as roles, cast(:times as int) as times
      """;

  @Inject Session session;
  @Inject VerdictTurns turns;

  /** Lists are parted by commas; absent where they narrow nothing. */
  record Rule(
      int id,
      String name,
      String sign,
      @Nullable Integer atMost,
      @Nullable String aspects,
      @Nullable String roles,
      @Nullable Integer times,
      boolean active,
      int version) {}

  record Hit(
      int accountId,
      int contactId,
      int waveId,
      @Nullable String aspect,
      Instant at,
      boolean opened) {}

  record Count(int looked, int hits, int accounts, int opened) {}

  List<Rule> all() {
    return session
        .createNativeQuery(COLUMNS + "from follow_up_rule order by id", Rule.class)
        .getResultList();
  }

  List<Rule> byIds(Collection<Integer> ids) {
    return session
        .createNativeQuery(
            COLUMNS + "from follow_up_rule where id = any (cast(:ids as int[])) order by id",
            Rule.class)
        .setParameter("ids", ids.toArray(Integer[]::new))
        .getResultList();
  }

  Rule create(FollowUpRuleInput rule) {
    return given(
            rule,
            session.createNativeQuery(
                "with put as (insert into follow_up_rule (name, sign, at_most, aspects, roles, times, channel) select "
                    + PUT
                    + ", :channel returning *) "
                    + COLUMNS
                    + "from put",
                Rule.class))
        .setParameter("channel", Channel.MANUAL.name())
        .getSingleResult();
  }

  Optional<Rule> byId(int id) {
    return byIds(List.of(id)).stream().findFirst();
  }

  Optional<Rule> update(int id, FollowUpRuleInput rule, boolean active, int expectedVersion) {
    return given(
            rule,
            session.createNativeQuery(
                "with put as (update follow_up_rule f set name = r.name, sign = r.sign, at_most = r.at_most,"
                    + " aspects = r.aspects, roles = r.roles, times = r.times, active = :active, channel = :channel"
                    + " from (select "
                    + PUT
                    + ") r where f.id = :id and f.version = :expected returning f.*) "
                    + COLUMNS
                    + "from put",
                Rule.class))
        .setParameter("active", active)
        .setParameter("channel", Channel.MANUAL.name())
        .setParameter("id", id)
        .setParameter("expected", expectedVersion)
        .uniqueResultOptional();
  }

  /** Over what the viewer sees. */
  Count count(FollowUpRuleInput rule, Instant from, Instant before) {
    return within(
            rule,
            from,
            before,
            """
            select cast((select count(*) from looked) as int) as looked, cast(count(*) as int) as hits,
              cast(count(distinct account_id) as int) as accounts, cast(count(*) filter (where opened) as int) as opened
            from hit
            """,
            Count.class)
        .getSingleResult();
  }

  /** The newest first. */
  List<Hit> hits(FollowUpRuleInput rule, Instant from, Instant before, int most) {
    return within(
            rule,
            from,
            before,
            """
            select account_id, contact_id, wave_id, aspect, at, opened from hit
            order by at desc, contact_id limit :most
            """,
            Hit.class)
        .setParameter("most", most)
        .getResultList();
  }

  private <T> NativeQuery<T> within(
      FollowUpRuleInput rule, Instant from, Instant before, String select, Class<T> row) {
    String looked =
        rule.sign() == FollowUpSign.SILENCE
            ? """
              select distinct i.account_id, i.contact_id, i.wave_id, cast(null as text) as aspect, w.closed_at as at,
                %s as matches
              from asked i join wave w on w.id = i.wave_id and w.confidentiality = 'NAMED'
                and w.closed_at >= :from and w.closed_at < :before
              join contact c on c.id = i.contact_id cross join rule r
              where i.sent_at is not null
              """
                .formatted(SILENCE_MATCHES)
            : """
              select n.account_id, n.contact_id, n.wave_id, %s as aspect, n.answered_at as at, %s as matches
              from answer n join wave w on w.id = n.wave_id join contact c on c.id = n.contact_id cross join rule r
              where n.answered_at >= :from and n.answered_at < :before and %s
              """
                .formatted(WORST_ASPECT, ANSWER_MATCHES, MAY_BE_READ);
    NativeQuery<T> query =
        given(
                rule,
                session.createNativeQuery(
                    "with rule as (select "
                        + PUT
                        + "), looked as ("
                        + looked
                        + """
                      ), hit as (
                        select l.*, exists (select from follow_up f
                          where f.contact_id = l.contact_id and f.wave_id = l.wave_id) as opened
                        from looked l where l.matches)
                      """
                        + select,
                    row))
            .setParameter("from", from)
            .setParameter("before", before);
    return rule.sign() == FollowUpSign.SILENCE
        ? query
        : query.setParameter("turning", turning(rule, from, before));
  }

  private Long[] turning(FollowUpRuleInput rule, Instant from, Instant before) {
    return rule.sign() == FollowUpSign.VERDICT
        ? turns.between(from, before).toArray(Long[]::new)
        : new Long[0];
  }

  private static <T> NativeQuery<T> given(FollowUpRuleInput rule, NativeQuery<T> query) {
    return query
        .setParameter("name", rule.checkedName())
        .setParameter("sign", rule.sign().name())
        .setParameter("atMost", rule.checkedAtMost(), Integer.class)
        .setParameter("aspects", rule.checkedAspects(), String[].class)
        .setParameter("roles", rule.checkedRoles(), String[].class)
        .setParameter("times", rule.checkedTimes(), Integer.class);
  }
}
