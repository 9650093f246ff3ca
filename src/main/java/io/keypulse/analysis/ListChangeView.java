package io.keypulse.analysis;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("ListChange")
@Description(
    "What these very accounts said before and say now. Where everybody of them was heard both times that is a fact and no test is"
        + " needed, however few they are. It is not said whether it would come back: change tells that.")
public record ListChangeView(
    Basis basis,
    @Description(
            "Accounts that were asked about both times: in both frames, with people who may have an opinion.")
        int accounts,
    @Description("Accounts that were only before.") int onlyBefore,
    @Description("Accounts that are only now.") int onlyNow,
    @Description("Of accounts, those with an opinion both times. All that follows is of them.")
        int heard,
    @Description("Of these, those in which nobody was silent.") int heardFully,
    @Description("In which somebody was dissatisfied before.") int dissatisfiedBefore,
    @Description("In which somebody is now.") int dissatisfiedNow,
    @Description("In which a larger share of the people with an opinion is dissatisfied now.")
        int worse,
    @Description("In which a smaller share is.") int better,
    @Description("In which the same share is.") int unchanged,
    @Description(
            "Of the mean share dissatisfied of accounts, each counting once: UP or DOWN only where it is so whatever the silent would"
                + " say.")
        ChangeView.Direction direction,
    @Description(
            "The mean share dissatisfied now less that before, -1 to 1, positive where it grew; from 30 accounts on.")
        Optional<Double> difference,
    @Description(
            "Of difference, for all accounts of the list; at 95 %, equal to it where all were heard.")
        Optional<Double> lowest,
    Optional<Double> highest,
    @Description(
            "The least that difference can be for all accounts, whatever the silent would say.")
        Optional<Double> lowestWhateverOthersSay,
    Optional<Double> highestWhateverOthersSay,
    @Ignore Scope scope,
    @Ignore List<Integer> beforeKeys)
    implements ListChangeResult {

  @Name("ListBasis")
  public enum Basis {
    @Description("Everybody of all accounts was heard both times: facts.")
    CENSUS,
    @Description(
        "Some are silent: counts are of those that were heard; the interval has the finite population correction for accounts"
            + " and for the people of each, as if who answered was random.")
    PART
  }
}
