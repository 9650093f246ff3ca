package io.keypulse.audit;

import static java.util.stream.Collectors.joining;

import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AuditTrail {
  /** After every time that a row can carry. */
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  /** Columns that hold the number of an account. */
  private static final String[] NAMES_OF_ACCOUNTS = {"account_id", "other_id", "merged_into_id"};

  @Inject Session session;

  record Entry(
      long id,
      Instant at,
      @Nullable Integer viewerId,
      String viewerName,
      String operation,
      String objectType,
      long objectId,
      @Nullable Integer accountId) {}

  record FieldChange(long entryId, String field, @Nullable String was, @Nullable String becomes) {}

  record Total(int entries) {}

  /** Newest first. */
  List<Entry> page(Page page, List<AuditFilter.Condition> conditions) {
    NativeQuery<Entry> query =
        session.createNativeQuery(
            "select id, at, viewer_id, viewer_name, operation, object_type, object_id, account_id"
                + " from audit_entry where (at, id) < (:lastAt, :lastId)"
                + and(conditions)
                + " order by at desc, id desc limit :most",
            Entry.class);
    query
        .setParameter("lastAt", page.after() == null ? END : Instant.parse(page.afterValue()))
        .setParameter("lastId", page.afterId(Long.MAX_VALUE))
        .setParameter("most", page.limit());
    return with(conditions, query).getResultList();
  }

  int number(List<AuditFilter.Condition> conditions) {
    return with(
            conditions,
            session.createNativeQuery(
                "select cast(count(*) as int) as entries from audit_entry where true"
                    + and(conditions),
                Total.class))
        .getSingleResult()
        .entries();
  }

  /**
   * An account that the viewer does not see stays untold, where a contact came from for example.
   */
  List<FieldChange> changes(Collection<Long> entryIds) {
    return session
        .createNativeQuery(
            """
            select e.id as entry_id, c.key as field,
              case when c.key = any (cast(:accounts as text[]))
                then (select cast(a.id as text) from account a where a.id = cast(c.value ->> 'from' as int))
                else c.value ->> 'from' end as was,
              case when c.key = any (cast(:accounts as text[]))
                then (select cast(a.id as text) from account a where a.id = cast(c.value ->> 'to' as int))
                else c.value ->> 'to' end as becomes
            from audit_entry e cross join jsonb_each(e.changes) c
            where e.id = any (cast(:ids as bigint[]))
            order by e.id, c.key
            """,
            FieldChange.class)
        .setParameter("accounts", NAMES_OF_ACCOUNTS)
        .setParameter("ids", entryIds.toArray(Long[]::new))
        .getResultList();
  }

  private static String and(List<AuditFilter.Condition> conditions) {
    return conditions.stream().map(condition -> " and " + condition.sql()).collect(joining());
  }

  private static <T> NativeQuery<T> with(
      List<AuditFilter.Condition> conditions, NativeQuery<T> query) {
    conditions.forEach(condition -> query.setParameter(condition.parameter(), condition.value()));
    return query;
  }
}
