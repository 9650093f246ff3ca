package io.keypulse.wave;

import io.keypulse.survey.Population;
import io.keypulse.survey.SamplingPlan;
import io.keypulse.survey.Surveyor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What somebody who plans a wave should know, in words. */
final class PlanNotes {
  /** What rounding to whole people adds to a margin is no reason to warn. */
  private static final double ROUNDING = 0.0005;

  private PlanNotes() {}

  static List<String> of(
      Surveyor.Plan plan,
      List<Division.Stratum> strata,
      Division division,
      int frame,
      int drawn,
      ExpectedWithheld withheld,
      Optional<Double> margin,
      List<Plans.Nobody> namedForNobody) {
    SamplingPlan sampling = plan.sampling();
    List<String> notes = new ArrayList<>();
    if (division.raised()) {
      notes.add(
          "%d are drawn: the minima of the strata%s need more than planned. Plan more, or divide into fewer strata."
              .formatted(
                  division.planned(),
                  sampling.takeAll().isEmpty() ? "" : ", and those that are drawn whole,"));
    }
    sampling.takeAll().stream()
        .filter(name -> strata.stream().noneMatch(one -> one.stratum().equals(name)))
        .map("Nobody of %s can be drawn today, which is to be drawn whole."::formatted)
        .forEach(notes::add);
    if (frame > 0 && sampling.size() != null && sampling.size() > frame) {
      notes.add("Fewer contacts can be drawn than planned: everybody is.");
    }
    if (Planner.wavesMissed(plan, plan.delivery().daysToAnswer()) > 0) {
      notes.add(
          "Waves overlap: whoever was asked is not drawn again while the question can be answered. Give fewer days to answer, or run less often.");
    }
    if (sampling.daysOfRestAfterOthers() == 0) {
      notes.add(
          "Nobody rests from others: whom another program asked today can be asked by this one too.");
    }
    if (sampling.rotation() && strata.stream().anyMatch(one -> one.candidates() < one.units())) {
      notes.add(
          "In a round an account has no more than accountCap places, which its people take in turn: those of large accounts are drawn less often than others, but nobody of an account twice before all of it once. Set no accountCap if everybody is to be drawn once in a round.");
    }
    if (Math.round(withheld.beyond()) > 0) {
      notes.add(
          "About %d of those drawn are withheld, because an account gets no more than %d mails in a week. Set accountCap, or another accountMailsPerWeek."
              .formatted(Math.round(withheld.beyond()), sampling.accountMailsPerWeek()));
    }
    if (drawn > 0 && Math.round(withheld.all()) >= drawn) {
      notes.add(
          "Everybody who would be drawn is withheld today, so nobody would be asked: look at the reasons in blocks, or at accountMailsPerWeek.");
    }
    if (sampling.margin() != null && margin.orElse(1.0) > sampling.margin() + ROUNDING) {
      notes.add(
          "The margin is not reached: people of some strata or accounts are drawn less often than others, or too many are withheld. Draw more, or see strata, accountCap and withheldExpected.");
    }
    namedForNobody.forEach(one -> notes.add(inWords(one, plan.population())));
    if (frame == 0) {
      notes.add("Nobody can be drawn: look at the reasons, or at the population.");
    }
    return notes;
  }

  private static String inWords(Plans.Nobody one, Population population) {
    String words =
        switch (one.kind()) {
          case "TIER" ->
              population.goesBeyondKey()
                  ? "No account that is asked is of tier %s: look how it is written."
                  : "No account is key today in tier %s: look how it is written.";
          case "SEGMENT" -> "No account is of segment %s: look how it is written.";
          default -> "No account is of country %s.";
        };
    return words.formatted(one.name());
  }
}
