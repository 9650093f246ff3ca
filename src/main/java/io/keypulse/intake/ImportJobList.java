package io.keypulse.intake;

import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Looks up what stands in the books of the imports. */
@ApplicationScoped
class ImportJobList {
  @Inject Session session;

  Optional<ImportJob> byId(long id) {
    return session
        .createNativeQuery(
            "select " + ImportJob.COLUMNS + " from import_job where id = :id", ImportJob.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  List<ImportJob> byIds(Collection<Long> ids) {
    return session
        .createNativeQuery(
            "select "
                + ImportJob.COLUMNS
                + " from import_job where id = any (cast(:ids as bigint[]))",
            ImportJob.class)
        .setParameter("ids", ids.toArray(Long[]::new))
        .getResultList();
  }

  List<ImportJob> page(ImportJobFilter filter, Page page) {
    return matching(
            "select " + ImportJob.COLUMNS,
            "and id < :before order by id desc limit :most",
            filter,
            ImportJob.class)
        .setParameter("before", page.afterId(Long.MAX_VALUE))
        .setParameter("most", page.limit())
        .getResultList();
  }

  record Total(int jobs) {}

  int number(ImportJobFilter filter) {
    return matching("select cast(count(*) as int) as jobs", "", filter, Total.class)
        .getSingleResult()
        .jobs();
  }

  private <T> NativeQuery<T> matching(
      String what, String rest, ImportJobFilter filter, Class<T> type) {
    NativeQuery<T> query =
        session.createNativeQuery(
            what
                + " from import_job where true "
                + (filter.kind() == null ? "" : "and kind = :kind ")
                + (filter.state() == null ? "" : "and state = :state ")
                + rest,
            type);
    if (filter.kind() != null) {
      query.setParameter("kind", filter.kind());
    }
    if (filter.state() != null) {
      query.setParameter("state", filter.state().name());
    }
    return query;
  }
}
