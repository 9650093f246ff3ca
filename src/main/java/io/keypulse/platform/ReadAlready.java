package io.keypulse.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** Entities by their ids, asking the database only for those that this transaction has not read. */
public final class ReadAlready {
  private ReadAlready() {}

  /**
   * In no order, without those that are not there or may not be seen. Many by a statement of our
   * own: the library writes its own anew at every call, which takes longer than the database does.
   */
  public static <E> List<E> orByIds(Session session, Class<E> type, Collection<Integer> ids) {
    SessionImplementor open = session.unwrap(SessionImplementor.class);
    EntityPersister entity = open.getFactory().getMappingMetamodel().getEntityDescriptor(type);
    List<E> found = new ArrayList<>();
    List<Integer> unknown = new ArrayList<>();
    for (Integer id : new HashSet<>(ids)) {
      Object known = open.getPersistenceContext().getEntity(open.generateEntityKey(id, entity));
      if (known == null) {
        unknown.add(id);
      } else {
        found.add(type.cast(known));
      }
    }
    if (unknown.size() == 1) {
      Optional.ofNullable(session.find(type, unknown.getFirst())).ifPresent(found::add);
    } else if (!unknown.isEmpty()) {
      String table = entity.getMappedTableDetails().getTableName();
      found.addAll(
          session
              .createNativeQuery("select * from " + table + " where id = any(:ids)", type)
              .setParameter("ids", unknown.toArray(Integer[]::new))
              .getResultList());
    }
    return found;
  }
}
