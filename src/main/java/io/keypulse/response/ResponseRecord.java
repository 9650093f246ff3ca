package io.keypulse.response;

import io.keypulse.platform.Refused;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import io.smallrye.graphql.api.Nullable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("ResponseRecordInput")
@Description("What somebody who was drawn said on the telephone, in the words of the page.")
public record ResponseRecord(
    @Id String waveId,
    @Id String contactId,
    @Description("PHONE: by mail people answer for themselves.") ResponseMode mode,
    Satisfaction overall,
    @Nullable @org.jspecify.annotations.Nullable List<@NonNull Rating> ratings,
    @Nullable
        @Description("In the customer's own words, at most 4,000 characters.")
        @org.jspecify.annotations.Nullable
        String why,
    @Nullable
        @Description("Whether the person wants to be called about it; false unless said.")
        @org.jspecify.annotations.Nullable
        Boolean callWish,
    @Nullable
        @Id
        @Description("Who asked; whoever is signed in unless said.")
        @org.jspecify.annotations.Nullable
        String interviewerId) {

  @Input("AspectRatingInput")
  public record Rating(Aspect aspect, Satisfaction answer) {}

  /**
   * @throws Refused INVALID for a mode that nobody can record, for an aspect that the wave does not
   *     ask about or that is named twice, and for a reason that is too long
   */
  AnswerGiven given(List<Aspect> aspects) {
    if (mode != ResponseMode.PHONE) {
      throw Refused.invalid("mode", "Only answers on the telephone can be written down: PHONE.");
    }
    Map<Aspect, Satisfaction> marked = new EnumMap<>(Aspect.class);
    for (Rating rating : ratings == null ? List.<Rating>of() : ratings) {
      if (!aspects.contains(rating.aspect())
          || marked.put(rating.aspect(), rating.answer()) != null) {
        throw Refused.invalid("ratings", "Name each once, and aspects of this wave: " + aspects);
      }
    }
    if (why != null && AnswerGiven.isTooLong(why)) {
      throw Refused.invalid(
          "why", "Write at most %,d characters.".formatted(AnswerGiven.LONGEST_REASON));
    }
    return new AnswerGiven(
        overall,
        marked,
        why == null ? null : AnswerGiven.cleaned(why),
        callWish != null && callWish);
  }
}
