package io.keypulse.response;

import io.keypulse.account.PrivacyConfig;
import io.keypulse.invitation.ReplyContact;
import io.keypulse.invitation.Senders;
import io.keypulse.platform.RetentionConfig;
import io.keypulse.survey.Languages;
import io.keypulse.survey.SurveyWords;
import io.keypulse.survey.Wording;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the settings and the promise of a wave what becomes of its answers; also the door for
 * the room that asks later whether something is mended.
 */
@ApplicationScoped
public class PrivacyNotices {
  private static final int YEAR = 365;

  @Inject Senders senders;
  @Inject RetentionConfig keep;
  @Inject PrivacyConfig settings;

  /** By language: settings do not change while we run. */
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  /** How long things are kept, in words. */
  private record Kept(String leftContacts, String answerVersions) {}

  PrivacyNotice of(Guests.Guest guest, String token, Locale language) {
    return notice(
        false,
        guest.everybody(),
        guest.fewest(),
        senders.replyContact(guest.senderName(), guest.replyTo(), guest.answersForIt()),
        "../u/" + token + Languages.query(language),
        DeletionPage.from(token, language),
        language);
  }

  /**
   * Of the answer to whether something is mended.
   *
   * @param fewer where its reader objects
   */
  public PrivacyNotice ofProof(ReplyContact turnTo, String fewer, Locale language) {
    return notice(true, false, null, turnTo, fewer, null, language);
  }

  private PrivacyNotice notice(
      boolean proof,
      boolean everybody,
      @Nullable Integer fewest,
      ReplyContact turnTo,
      String fewer,
      @Nullable String delete,
      Locale language) {
    Kept words = kept.computeIfAbsent(language.getLanguage(), this::kept);
    return new PrivacyNotice(
        proof,
        everybody,
        fewest,
        words.leftContacts(),
        words.answerVersions(),
        turnTo,
        fewer,
        delete,
        settings.noticeUrl().orElse(null));
  }

  private Kept kept(String language) {
    Wording words = SurveyWords.in(language).wording();
    return new Kept(inWords(keep.leftContacts(), words), inWords(keep.answerVersions(), words));
  }

  private static String inWords(Duration kept, Wording words) {
    int days = Math.toIntExact(kept.toDays());
    return days > 0 && days % YEAR == 0 ? words.years(days / YEAR) : words.someDays(days);
  }
}
