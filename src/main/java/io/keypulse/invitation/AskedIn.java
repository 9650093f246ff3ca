package io.keypulse.invitation;

/** The language in which somebody (c) is asked in a wave (w). */
final class AskedIn {
  /**
   * Theirs where the wave has it and its questions are worded in it, else the first of the wave
   * that is, else the first there is of those that we write ({@code :worded}).
   */
  static final String LANGUAGE =
      """
      (select case when c.language = any (s.languages) then c.language else coalesce(s.languages[1], s.worded[1]) end
       from (
         select array_agg(l.language order by array_position(w.languages, l.language), l.place)
             filter (where cardinality(w.languages) = 0 or l.language = any (w.languages)) as languages,
           array_agg(l.language order by l.place) as worded
         from unnest(cast(:worded as text[])) with ordinality as l (language, place)
         where exists (select from questionnaire_wording q
           where q.questionnaire_id = w.questionnaire_id and q.language = l.language)) s)""";

  private AskedIn() {}
}
