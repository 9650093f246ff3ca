package io.keypulse.analysis;

import io.keypulse.survey.Aspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people wrote. */
@ApplicationScoped
class Texts {
  @Inject Counts counts;

  record Written(int accountId, boolean dissatisfied, String text) {}

  /**
   * With an opinion of this aspect, or overall where none is named, in this language; at most so
   * many.
   */
  List<Written> written(Scope scope, @Nullable Aspect aspect, String language, int most) {
    return counts
        .within(
            scope,
            ScopeRows.said(scope)
                + """
                select s.account_id, j.score <= 2 as dissatisfied, s.why as text
                from said s join contact c on c.id = s.contact_id join wave w on w.id = s.wave_id
                cross join lateral (select case when cast(:aspect as text) is null then s.overall
                  else s.ratings[array_position(w.aspects, cast(:aspect as text))] end as score) j
                where j.score <> 3 and s.why is not null and c.language = :language
                order by s.invitation_id desc limit :most
                """,
            Written.class)
        .setParameter("aspect", aspect == null ? null : aspect.name(), String.class)
        .setParameter("language", language)
        .setParameter("most", most)
        .getResultList();
  }

  private record Language(String language) {}

  /** In which most was written. */
  Optional<String> foremostLanguage(Scope scope) {
    return counts
        .within(
            scope,
            ScopeRows.said(scope)
                + """
                select c.language from said s join contact c on c.id = s.contact_id where s.why is not null
                group by c.language order by count(*) desc, c.language limit 1
                """,
            Language.class)
        .uniqueResultOptional()
        .map(Language::language);
  }
}
