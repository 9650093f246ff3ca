package io.keypulse.keystatus;

import io.keypulse.platform.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class KeyDecisions {
  @Inject Session session;

  record Latest(
      int accountId,
      String outcome,
      @Nullable String tier,
      LocalDate since,
      LocalDate until,
      String decidedBy,
      String rationale) {}

  /** Per account the last decision that began on or before that day, in force or expired. */
  List<Latest> latest(Collection<Integer> accountIds, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select distinct on (account_id) account_id, outcome, tier, lower(valid) as since, upper(valid) as until,
              decided_by, rationale
            from key_decision
            where account_id = any (cast(:accounts as int[])) and lower(valid) <= :asOf
            order by account_id, lower(valid) desc
            """,
            Latest.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  List<Change.Put> put(List<KeyRegister.Row> rows) {
    return session
        .createNativeQuery(
            """
            with put as (
              insert into key_decision as d (source, external_id, account_id, team_id, outcome, tier, valid,
                decided_by, rationale)
              select r.source, r.external_id, a.id, a.team_id, r.outcome, r.tier, daterange(r.since, r.until),
                r.decided_by, r.rationale
              from unnest(
                cast(:sources as text[]), cast(:ids as text[]), cast(:accounts as int[]), cast(:outcomes as text[]),
                cast(:tiers as text[]), cast(:sinces as date[]), cast(:untils as date[]),
                cast(:deciders as text[]), cast(:rationales as text[]))
                as r (source, external_id, account_id, outcome, tier, since, until, decided_by, rationale)
              join account a on a.id = r.account_id
              on conflict (source, external_id) do update set
                account_id = excluded.account_id, team_id = excluded.team_id, outcome = excluded.outcome,
                tier = excluded.tier, valid = excluded.valid, decided_by = excluded.decided_by,
                rationale = excluded.rationale
              where (d.account_id, d.outcome, d.tier, d.valid, d.decided_by, d.rationale)
                is distinct from (excluded.account_id, excluded.outcome, excluded.tier, excluded.valid,
                  excluded.decided_by, excluded.rationale)
              returning source, external_id, xmax = 0 as created)
            select source, external_id, created from put
            """,
            Change.Put.class)
        .setParameter("sources", rows.stream().map(r -> r.id().source()).toArray(String[]::new))
        .setParameter("ids", rows.stream().map(r -> r.id().value()).toArray(String[]::new))
        .setParameter(
            "accounts", rows.stream().map(KeyRegister.Row::accountId).toArray(Integer[]::new))
        .setParameter("outcomes", rows.stream().map(r -> r.outcome().name()).toArray(String[]::new))
        .setParameter("tiers", rows.stream().map(KeyRegister.Row::tier).toArray(String[]::new))
        .setParameter("sinces", rows.stream().map(KeyRegister.Row::since).toArray(LocalDate[]::new))
        .setParameter("untils", rows.stream().map(KeyRegister.Row::until).toArray(LocalDate[]::new))
        .setParameter(
            "deciders", rows.stream().map(KeyRegister.Row::decidedBy).toArray(String[]::new))
        .setParameter(
            "rationales", rows.stream().map(KeyRegister.Row::rationale).toArray(String[]::new))
        .getResultList();
  }
}
