package io.keypulse.analysis;

import io.keypulse.survey.Aspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** What people wrote. */
@ApplicationScoped
class Texts {
  @Inject Counts counts;

  /**
   * @param language in which its writer was asked
   */
  record Written(int accountId, boolean dissatisfied, String text, String language) {}

  private record Count(int texts) {}

  /**
   * With an opinion of this aspect, or overall where none is named, in this language where one is;
   * at most so many, the newest first.
   */
  List<Written> written(Scope scope, @Nullable Aspect aspect, @Nullable String language, int most) {
    return among(
            scope,
            aspect,
            language,
            "s.account_id, j.score <= 2 as dissatisfied, s.why as text, i.language",
            "order by s.invitation_id desc limit :most",
            Written.class)
        .setParameter("most", most)
        .getResultList();
  }

  /** All of these. */
  int count(Scope scope, @Nullable Aspect aspect, @Nullable String language) {
    return among(scope, aspect, language, "cast(count(*) as int) as texts", "", Count.class)
        .getSingleResult()
        .texts();
  }

  private <T> NativeQuery<T> among(
      Scope scope,
      @Nullable Aspect aspect,
      @Nullable String language,
      String what,
      String which,
      Class<T> row) {
    String score =
        aspect == null
            ? "s.overall"
            : "s.ratings[array_position(w.aspects, cast(:aspect as text))]";
    NativeQuery<T> query =
        counts.within(
            scope,
            ScopeRows.said(scope)
                + """
                select %s
                from said s join invitation i on i.id = s.invitation_id join wave w on w.id = s.wave_id
                cross join lateral (select %s as score) j where j.score <> 3 and s.why is not null %s %s
                """
                    .formatted(
                        what, score, language == null ? "" : "and i.language = :language", which),
            row);
    if (aspect != null) {
      query.setParameter("aspect", aspect.name());
    }
    if (language != null) {
      query.setParameter("language", language);
    }
    return query;
  }

  private record Language(String language) {}

  /** In which most was written. */
  Optional<String> foremostLanguage(Scope scope) {
    return counts
        .within(
            scope,
            ScopeRows.said(scope)
                + """
                select i.language from said s join invitation i on i.id = s.invitation_id where s.why is not null
                group by i.language order by count(*) desc, i.language limit 1
                """,
            Language.class)
        .uniqueResultOptional()
        .map(Language::language);
  }
}
