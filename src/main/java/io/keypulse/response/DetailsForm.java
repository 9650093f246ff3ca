package io.keypulse.response;

import io.keypulse.survey.Aspect;
import java.util.List;

/**
 * What may follow the answer: aspects, the reason where something was not well, a wish to be
 * called.
 *
 * @param saved sent just now
 */
record DetailsForm(
    Choice overall,
    List<AspectForm> aspects,
    String why,
    boolean callWish,
    boolean saved,
    String opened) {
  record AspectForm(String name, String key, List<Choice> choices) {}

  static DetailsForm of(AnswerGiven given, List<Aspect> aspects, boolean saved, String opened) {
    String why = given.why();
    return new DetailsForm(
        Choice.of(given.overall()),
        aspects.stream()
            .map(
                aspect ->
                    new AspectForm(
                        aspect.name(),
                        aspect.wordingKey(),
                        Choice.five(given.ratings().get(aspect))))
            .toList(),
        why == null ? "" : why,
        given.callWish(),
        saved,
        opened);
  }
}
