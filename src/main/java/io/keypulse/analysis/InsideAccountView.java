package io.keypulse.analysis;

import io.keypulse.account.ContactRole;
import io.keypulse.survey.Satisfaction;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("InsideAccount")
@Description(
    "Who of an account says what: the newest answer of each of its people. Confidential waves are in none of it, neither what was said there nor who was silent.")
public record InsideAccountView(
    @Description(
            "Of who work there today, the most dissatisfied first; what others said there is in Account.answers.")
        List<@NonNull Voice> voices,
    @Description("Answers that are left out because they are confidential.") int withheld,
    List<@NonNull OfRole> byRole,
    @Description("Absent below two voices with an opinion.") Optional<Disagreement> disagreement,
    @Description("Absent unless buyers and users both have an opinion.")
        Optional<BuyersAndUsers> buyersAndUsers,
    @Description("Roles of which nobody was heard for half a year, the longest first.")
        List<@NonNull Unheard> unheard,
    @Description("People who answered before and are silent since.") List<@NonNull Silent> silent) {

  @Name("Voice")
  public record Voice(
      ContactRole role, Satisfaction answer, OffsetDateTime answeredAt, @Ignore int contactKey) {}

  @Name("RoleVoices")
  public record OfRole(
      ContactRole role,
      @Description("Who work there.") int people,
      int answered,
      int dissatisfied,
      int satisfied) {}

  @Name("Disagreement")
  public record Disagreement(
      int voices,
      @Description("r(wg): 0 no agreement to 1 full.") double agreement,
      @Description("Mean distance from the mean, in points of the scale from 1 to 5.")
          double averageDeviation,
      @Description("Between the most and the least satisfied, in points.") int range,
      @Description("Some are dissatisfied and others satisfied.") boolean split) {}

  @Name("BuyersAndUsers")
  public record BuyersAndUsers(
      int buyers,
      int buyersDissatisfied,
      int users,
      int usersDissatisfied,
      @Description("Mean of users less mean of buyers, in points; a hint, no test.") double gap) {}

  @Name("UnheardRole")
  public record Unheard(
      ContactRole role,
      @Description("Who work there; 0 where nobody decides as far as is known.") int people,
      @Description("When one of them last answered; absent if never.")
          Optional<LocalDate> lastHeard,
      @Description("Full months since then; absent if never.") Optional<Integer> months) {}

  @Name("SilentContact")
  public record Silent(
      ContactRole role,
      @Description("How often this person was asked until the last answer.") int askedBefore,
      @Description("How often of these this person answered.") int answeredBefore,
      @Description("How often in a row this person has not answered since.") int missed,
      LocalDate lastAnswered,
      @Ignore int contactKey) {}
}
