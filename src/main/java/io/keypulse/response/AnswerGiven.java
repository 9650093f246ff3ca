package io.keypulse.response;

import io.keypulse.platform.Form;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A customer's choices.
 *
 * @param ratings of those aspects that the wave asks about
 * @param callWish whether the person wants to be called about it
 */
public record AnswerGiven(
    Satisfaction overall,
    Map<Aspect, Satisfaction> ratings,
    @Nullable String why,
    boolean callWish) {
  static final String OVERALL = "overall";
  static final String WHY = "why";

  /** Of an aspect: nothing, or no longer what was said before. */
  static final String UNSAID = "none";

  static final int LONGEST_REASON = 4000;

  /** Zeros, and marks that turn the direction of what follows them. */
  private static final Pattern UNSEEN = Pattern.compile("[\\x00\\u202a-\\u202e\\u2066-\\u2069]");

  /**
   * A form laid over what was said before: what it does not show stays. Nothing without an overall
   * choice, now or before: an untouched form is not an answer.
   */
  static Optional<AnswerGiven> read(Form form, List<Aspect> aspects, Optional<AnswerGiven> before) {
    return choice(form, OVERALL)
        .or(() -> before.map(AnswerGiven::overall))
        .map(
            overall ->
                new AnswerGiven(
                    overall,
                    ratings(form, aspects, before),
                    why(form, before),
                    callWish(form, before)));
  }

  private static Map<Aspect, Satisfaction> ratings(
      Form form, List<Aspect> aspects, Optional<AnswerGiven> before) {
    Map<Aspect, Satisfaction> ratings = new EnumMap<>(Aspect.class);
    before.ifPresent(said -> ratings.putAll(said.ratings()));
    for (Aspect aspect : aspects) {
      if (form.get(aspect.name()).filter(UNSAID::equals).isPresent()) {
        ratings.remove(aspect);
      }
      choice(form, aspect.name()).ifPresent(rating -> ratings.put(aspect, rating));
    }
    return ratings;
  }

  private static @Nullable String why(Form form, Optional<AnswerGiven> before) {
    Optional<String> written = form.typed(WHY);
    if (written.isPresent()) {
      return cleaned(written.get());
    }
    return before.isPresent() ? before.get().why() : null;
  }

  /** As it is kept; nothing of a blank one. */
  static @Nullable String cleaned(String why) {
    String text = UNSEEN.matcher(why.replace("\r\n", "\n")).replaceAll("").strip();
    return text.isEmpty() ? null : text;
  }

  static boolean isTooLong(String why) {
    String kept = cleaned(why);
    return kept != null && kept.codePointCount(0, kept.length()) > LONGEST_REASON;
  }

  /** A box that is not ticked is not sent: the form says whether it had one. */
  private static boolean callWish(Form form, Optional<AnswerGiven> before) {
    return form.get("call").isPresent()
        || (form.get("details").isEmpty() && before.map(AnswerGiven::callWish).orElse(false));
  }

  private static Optional<Satisfaction> choice(Form form, String field) {
    return form.get(field).flatMap(Satisfaction::of);
  }
}
