package io.keypulse.survey;

import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** Editions of questionnaires. They are added and never changed. */
@ApplicationScoped
class Questionnaires {
  /** Its editions are those that Keypulse brings, and those that somebody has made of it since. */
  private static final String OUR_NAME = "(select name from questionnaire where id = 1)";

  @Inject Session session;

  /**
   * @param aspects separated by commas
   * @param levels one for each aspect
   */
  record Edition(int id, String name, int edition, String aspects, String levels, Instant madeAt) {}

  private record Id(int id) {}

  record Word(int questionnaireId, String language, String key, String text) {}

  int add(String name, List<Aspect> aspects, List<Aspect.Level> levels, Instant now) {
    return session
        .createNativeQuery(
            """
            with added as (
              insert into questionnaire (name, edition, aspects, levels, made_at)
              select :name, coalesce(max(edition), 0) + 1, cast(:aspects as text[]), cast(:levels as text[]), :now
              from questionnaire where name = :name
              returning id)
            select id from added
            """,
            Id.class)
        .setParameter("name", name)
        .setParameter("aspects", aspects.stream().map(Enum::name).toArray(String[]::new))
        .setParameter("levels", levels.stream().map(Enum::name).toArray(String[]::new))
        .setParameter("now", now)
        .getSingleResult()
        .id();
  }

  /** What is left out is worded as in the newest edition of what Keypulse brings that words it. */
  void word(int id, String language, Map<String, String> words, Collection<String> keys) {
    session
        .createNativeMutationQuery(
            """
            insert into questionnaire_wording (questionnaire_id, language, key, text)
            select :id, :language, k.key, coalesce(w.text, d.text)
            from unnest(cast(:keys as text[])) as k (key)
            left join unnest(cast(:worded as text[]), cast(:texts as text[])) as w (key, text) on w.key = k.key
            left join lateral (
              select o.text from questionnaire_wording o join questionnaire q on q.id = o.questionnaire_id
              where q.name = %s and o.language = :language and o.key = k.key
              order by q.edition desc limit 1) d on true
            """
                .formatted(OUR_NAME))
        .setParameter("id", id)
        .setParameter("language", language)
        .setParameter("keys", keys.toArray(String[]::new))
        .setParameter("worded", words.keySet().toArray(String[]::new))
        .setParameter("texts", words.values().toArray(String[]::new))
        .executeUpdate();
  }

  /** What programs ask that name none. */
  int newestOfOurs() {
    return session
        .createNativeQuery(
            "select id from questionnaire where name = "
                + OUR_NAME
                + " order by edition desc limit 1",
            Id.class)
        .getSingleResult()
        .id();
  }

  List<Edition> page(Page page) {
    return session
        .createNativeQuery(
            """
            select id, name, edition, array_to_string(aspects, ',') as aspects,
              array_to_string(levels, ',') as levels, made_at
            from questionnaire
            where (name, id) > (:name, :id) order by name, id limit :most
            """,
            Edition.class)
        .setParameter("name", page.afterValue())
        .setParameter("id", (int) page.afterId(0))
        .setParameter("most", page.limit())
        .getResultList();
  }

  List<Edition> byIds(Collection<Integer> ids) {
    return session
        .createNativeQuery(
            """
            select id, name, edition, array_to_string(aspects, ',') as aspects,
              array_to_string(levels, ',') as levels, made_at
            from questionnaire
            where id = any (cast(:ids as int[])) order by id
            """,
            Edition.class)
        .setParameter("ids", ids.toArray(Integer[]::new))
        .getResultList();
  }

  List<Word> words(Collection<Integer> ids) {
    return session
        .createNativeQuery(
            """
            select questionnaire_id, language, key, text from questionnaire_wording
            where questionnaire_id = any (cast(:ids as int[])) order by questionnaire_id, language, key
            """,
            Word.class)
        .setParameter("ids", ids.toArray(Integer[]::new))
        .getResultList();
  }

  private record Total(int editions) {}

  int number() {
    return session
        .createNativeQuery(
            "select cast(count(*) as int) as editions from questionnaire", Total.class)
        .getSingleResult()
        .editions();
  }
}
