package io.keypulse.wave;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("SurveyPlan")
@Description("What a wave would be if it opened now. Nobody is drawn and nothing is written down.")
public record SurveyPlanView(
    @Description("Contacts who could be drawn.") int frameSize,
    @Description("Accounts with such contacts.") int accounts,
    @Description("Contacts who could not be, by reason.")
        List<WaveView.@NonNull ExclusionCount> exclusions,
    @Description("Contacts who could be drawn and would be withheld today, by reason.")
        List<@NonNull BlockedCount> blocks,
    List<@NonNull PlannedStratum> strata,
    int drawn,
    @Description(
            "Of those drawn, how many would be withheld, on average: by today's blocks, or beyond the mails of a week of their account.")
        double withheldExpected,
    @Description("Answers that are expected; null without an expected response.")
        Optional<Double> answersExpected,
    @Description(
            "Half width of the 95 % interval of a share of one half, as a fraction, with the answers expected, else with those of everybody who is drawn and not withheld, each weighted by its stratum, by the cap of its account and by the mails of a week; people of one account are taken as if they had nothing in common. Null when there are none.")
        Optional<Double> margin,
    @Description(
            "The smallest share of dissatisfied that the next wave tells from today's with a power of 80 %, as a fraction, both taken as so many answers of equal weight as those of the margin are worth; null when nobody is drawn.")
        Optional<Double> smallestShareTold,
    @Description(
            "The chance that at least one of the unhappy is drawn and not withheld, as a fraction.")
        double chanceToMeetAnUnhappy,
    @Description("Whether more than 60 % would be drawn: then ask everybody in turn.")
        boolean censusIsWiser,
    @Description(
            "Whether the waves of a year can each draw as many as one does while nobody rests, and nobody is drawn again before their quarantine is over and they cannot answer the earlier wave any more: in every stratum the waves that fall into one such rest, at most, and the one before it draw together no more people than there are today, those who rest from this program among them. Who is withheld for other reasons counts as drawn.")
        boolean quarantineIsFeasible,
    Load mailsPerAccountAndWeek,
    @Description("What would be done otherwise than planned, in words.")
        List<@NonNull String> notes) {

  @Name("BlockedContacts")
  public record BlockedCount(Block reason, int contacts) {}

  @Name("PlannedStratum")
  public record PlannedStratum(
      String name,
      int units,
      int candidates,
      int drawn,
      @Description("Whether everybody of it is drawn whom accountCap leaves.") boolean takeAll) {}

  @Name("MailLoad")
  @Description("Invitations and reminders; reminders as if nobody answered.")
  public record Load(
      @Description("On average over the accounts and the weeks between two waves.") double mean,
      @Description("In the week of a wave, for the account that could get most.") int most) {}
}
