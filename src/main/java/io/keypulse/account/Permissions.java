package io.keypulse.account;

import io.keypulse.platform.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Permissions {
  @Inject Session session;

  record Standing(int contactId, @Nullable String reason) {}

  record Entry(
      int contactId,
      long id,
      String kind,
      @Nullable String basis,
      @Nullable Integer programId,
      @Nullable LocalDate snoozedUntil,
      @Nullable String reason,
      String via,
      String channel,
      Instant recordedAt) {}

  record Made(long id) {}

  /** In the order in which a draw judges. */
  List<Standing> standings(Collection<Integer> contactIds, LocalDate today) {
    return session
        .createNativeQuery(
            """
            select c.id as contact_id, case
              when c.left_on <= :today then 'LEFT'
              when c.email is null then 'NO_ADDRESS'
              when exists (select from refused_address r where r.email = c.email) then 'ADDRESS_REFUSED'
              when exists (select from objection_in_force o where o.email = c.email and o.program_id is null)
                then 'OBJECTED'
              when exists (select from latest_snooze s
                where s.email = c.email and s.program_id is null and s.snoozed_until > :today) then 'SNOOZED'
              end as reason
            from contact c where c.id = any (cast(:ids as int[]))
            """,
            Standing.class)
        .setParameter("today", today)
        .setParameter("ids", contactIds.toArray(Integer[]::new))
        .getResultList();
  }

  List<Entry> entries(Collection<Integer> contactIds, int most) {
    return session
        .createNativeQuery(
            """
            select c.id as contact_id, p.id, p.kind, p.basis, p.program_id, p.snoozed_until, p.reason, p.via,
              p.channel, p.recorded_at
            from contact c cross join lateral (
              select * from permission_entry p where p.email = c.email order by p.id desc limit :most) p
            where c.id = any (cast(:ids as int[])) order by c.id, p.id desc
            """,
            Entry.class)
        .setParameter("most", most)
        .setParameter("ids", contactIds.toArray(Integer[]::new))
        .getResultList();
  }

  long add(String email, PermissionRecord said, @Nullable Integer programId, Instant now) {
    return session
        .createNativeQuery(
            """
            insert into permission_entry
              (email, kind, basis, program_id, snoozed_until, reason, via, channel, recorded_at)
            values (:email, :kind, :basis, cast(:program as int), cast(:until as date), :reason, 'STAFF', :channel,
              :now)
            returning id
            """,
            Made.class)
        .setParameter("email", email)
        .setParameter("kind", said.kind().name())
        .setParameter("basis", said.basis() == null ? null : said.basis().name(), String.class)
        .setParameter("program", programId, Integer.class)
        .setParameter("until", said.snoozedUntil(), LocalDate.class)
        .setParameter("reason", said.reason(), String.class)
        .setParameter("channel", (said.channel() == null ? Channel.MANUAL : said.channel()).name())
        .setParameter("now", now)
        .getSingleResult()
        .id();
  }
}
