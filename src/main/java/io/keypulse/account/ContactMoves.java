package io.keypulse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Who worked for which account before. */
@ApplicationScoped
class ContactMoves {
  @Inject Session session;

  record Former(int contactId, int accountId, LocalDate leftOn, @Nullable LocalDate returnedOn) {}

  /**
   * @param contactId null where this viewer does not see where the person went
   */
  record Left(int accountId, LocalDate leftOn, String name, @Nullable Integer contactId) {}

  /** Those accounts of each that this viewer sees, the latest first. */
  List<Former> ofContacts(Collection<Integer> contacts) {
    return session
        .createNativeQuery(
            """
            select contact_id, account_id, cast(left_at at time zone 'UTC' as date) as left_on,
              cast(returned_at at time zone 'UTC' as date) as returned_on
            from former_account where contact_id = any (cast(:contacts as int[]))
            order by contact_id, left_at desc, id desc
            """,
            Former.class)
        .setParameter("contacts", contacts.toArray(Integer[]::new))
        .getResultList();
  }

  /** Those who are at another account now, the latest first. */
  List<Left> ofAccounts(Collection<Integer> accounts) {
    return session
        .createNativeQuery(
            """
            select * from (
              select f.account_id, cast(f.left_at at time zone 'UTC' as date) as left_on,
                coalesce(c.name, name_of_former(f.id)) as name, c.id as contact_id
              from former_account f left join contact c on c.id = f.contact_id
              where f.account_id = any (cast(:accounts as int[])) and f.returned_at is null
                and c.account_id is distinct from f.account_id
              order by f.account_id, f.left_at desc, f.id desc) left_it
            where name is not null
            """,
            Left.class)
        .setParameter("accounts", accounts.toArray(Integer[]::new))
        .getResultList();
  }
}
