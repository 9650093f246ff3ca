package io.keypulse.survey;

import io.keypulse.platform.Page;
import io.keypulse.platform.ReadAlready;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

@ApplicationScoped
class SurveyPrograms implements PanacheRepositoryBase<SurveyProgram, Integer> {
  @Inject Session session;

  List<Integer> due(Instant now) {
    return session
        .createSelectionQuery(
            "select id from SurveyProgram where timing.nextAt <= :now and state = ACTIVE order by timing.nextAt, id",
            Integer.class)
        .setParameter("now", now)
        .getResultList();
  }

  /** This program, if its time has come and no other replica is taking care of it. */
  Optional<SurveyProgram> due(int id, Instant now) {
    return session
        .createNativeQuery(
            "select * from survey_program where id = :id and next_at <= :now and state = 'ACTIVE' for update skip locked",
            SurveyProgram.class)
        .setParameter("id", id)
        .setParameter("now", now)
        .uniqueResultOptional();
  }

  List<String> held() {
    return session
        .createSelectionQuery(
            "select name from SurveyProgram where timing.heldFor is not null and state = ACTIVE order by name",
            String.class)
        .getResultList();
  }

  Optional<SurveyProgram> locked(int id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  List<SurveyProgram> page(Page page) {
    return find("(name, id) > (?1, ?2) order by name, id", page.afterValue(), page.afterId(0))
        .range(0, page.size())
        .list();
  }

  List<SurveyProgram> byIds(Collection<Integer> ids) {
    return ReadAlready.orByIds(session, SurveyProgram.class, ids);
  }
}
