package io.keypulse.wave;

import io.keypulse.platform.WorkMemory;
import io.keypulse.survey.Population;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Counts a frame that is not written down. */
@ApplicationScoped
class Plans {
  @Inject Session session;

  /**
   * Contacts of one stratum with one verdict, of accounts that have as many of them.
   *
   * @param accountShare of the people of each of these accounts, how many the cap leaves
   * @param ofAccount such contacts of each of these accounts
   * @param mails that each of these accounts has had this week
   * @param accounts of the stratum with contacts who can be drawn
   * @param mostOfAccount the most candidates of one of them
   * @param rested of the stratum, who could be drawn if nobody rested from this program
   * @param restedCandidates of these, how many the cap would leave
   */
  record Cell(
      String stratum,
      @Nullable String exclusion,
      @Nullable String blocked,
      boolean capped,
      double accountShare,
      int contacts,
      int ofAccount,
      int mails,
      int accounts,
      int mostOfAccount,
      int rested,
      int restedCandidates) {}

  /**
   * What a population names and no account is.
   *
   * @param kind {@code TIER}, {@code SEGMENT} or {@code COUNTRY}
   */
  record Nobody(String kind, String name) {}

  List<Nobody> namedForNobody(Population population, LocalDate day) {
    return session
        .createNativeQuery(
            """
            select 'TIER' as kind, n.name from unnest(cast(:tiers as text[])) as n (name)
            where not exists (
              select from key_decision d where d.tier = n.name and d.superseded_at is null
                and d.outcome in ('DESIGNATE', 'RENEW')
                and case when upper(d.valid) > :day then lower(d.valid) <= :day and :key else :former end)
            union all select 'SEGMENT', n.name from unnest(cast(:segments as text[])) as n (name)
            where not exists (
              select from account a where a.segment = spelled_segment(n.name) and a.archived_at is null)
            union all select 'COUNTRY', n.name from unnest(cast(:countries as text[])) as n (name)
            where not exists (select from account a where a.country = n.name and a.archived_at is null)
            """,
            Nobody.class)
        .setParameter("tiers", population.keyTiers().toArray(String[]::new))
        .setParameter("segments", population.segments().toArray(String[]::new))
        .setParameter("countries", population.countries().toArray(String[]::new))
        .setParameter("day", day)
        .setParameter("key", population.keyStatus().contains(Population.KeyStatus.KEY))
        .setParameter("former", population.keyStatus().contains(Population.KeyStatus.FORMER))
        .getResultList();
  }

  List<Cell> cells(Eligibility who, @Nullable Integer cap) {
    WorkMemory.give(session);
    NativeQuery<Cell> query =
        session.createNativeQuery(
            "with "
                + who.sql()
                + ", grouped as (select *, "
                + DrawOrder.cap(cap != null)
                + """
                 from judged),
                per_account as (
                  select account_id, stratum, exclusion, blocked, capped, coalesce(account_share, 1) as account_share,
                    count(*) as contacts
                  from grouped group by 1, 2, 3, 4, 5, 6),
                eligible as (
                  select stratum, count(*) as accounts, max(candidates) as most
                  from (select account_id, stratum, coalesce(sum(contacts) filter (where not capped), 0) as candidates
                    from per_account where exclusion is null group by account_id, stratum) a
                  group by stratum),
                rested as (
                  select stratum, sum(contacts) as contacts, sum(least(contacts, :most)) as candidates
                  from (select account_id, stratum, sum(contacts) as contacts
                    from per_account where exclusion is null or exclusion = 'ASKED_RECENTLY' group by account_id, stratum) a
                  group by stratum)
                select p.stratum, p.exclusion, p.blocked, p.capped, p.account_share,
                  cast(sum(p.contacts) as int) as contacts, cast(p.contacts as int) as of_account, cast(coalesce(k.mails, 0) as int) as mails,
                  cast(coalesce(max(e.accounts), 0) as int) as accounts,
                  cast(coalesce(max(e.most), 0) as int) as most_of_account,
                  cast(coalesce(max(r.contacts), 0) as int) as rested, cast(coalesce(max(r.candidates), 0) as int) as rested_candidates
                from per_account p join asked_account k on k.id = p.account_id left join eligible e on e.stratum = p.stratum
                left join rested r on r.stratum = p.stratum
                group by p.stratum, p.exclusion, p.blocked, p.capped, p.account_share, p.contacts, k.mails
                order by p.stratum collate "C", p.exclusion, p.blocked, p.capped
                """,
            Cell.class);
    who.bound(query).setParameter("most", cap == null ? Integer.MAX_VALUE : cap);
    if (cap != null) {
      DrawOrder.bindCap(query, cap, "plan");
    }
    return query.getResultList();
  }
}
