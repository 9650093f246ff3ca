package io.keypulse.response;

import io.keypulse.platform.Form;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A customer's choices; {@code ratings} of those aspects that the wave asks about. */
public record AnswerGiven(
    Satisfaction overall, Map<Aspect, Satisfaction> ratings, @Nullable String why) {
  private static final int LONGEST_REASON = 4000;

  /** Nothing without an explicit overall choice: an untouched form is not an answer. */
  static Optional<AnswerGiven> read(Form form, List<Aspect> aspects) {
    return choice(form, "overall")
        .map(overall -> new AnswerGiven(overall, ratings(form, aspects), why(form)));
  }

  static Map<Aspect, Satisfaction> ratings(Form form, List<Aspect> aspects) {
    Map<Aspect, Satisfaction> ratings = new EnumMap<>(Aspect.class);
    for (Aspect aspect : aspects) {
      choice(form, aspect.name()).ifPresent(rating -> ratings.put(aspect, rating));
    }
    return ratings;
  }

  static @Nullable String why(Form form) {
    String text = form.get("why").orElse("").replace("\u0000", "").replace("\r\n", "\n").strip();
    if (text.codePointCount(0, text.length()) > LONGEST_REASON) {
      text = text.substring(0, text.offsetByCodePoints(0, LONGEST_REASON));
    }
    return text.isEmpty() ? null : text;
  }

  private static Optional<Satisfaction> choice(Form form, String field) {
    return form.get(field).flatMap(Satisfaction::of);
  }
}
