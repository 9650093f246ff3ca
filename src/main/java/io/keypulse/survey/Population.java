package io.keypulse.survey;

import io.keypulse.account.ContactRole;
import io.keypulse.keystatus.Tier;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import java.util.List;
import java.util.function.BinaryOperator;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Name("Population")
@Description(
    "Which contacts are asked: those at key accounts, unless keyStatus says otherwise; another list that is empty leaves out nobody.")
public record Population(
    List<@NonNull KeyStatus> keyStatus,
    List<@NonNull String> keyTiers,
    List<@NonNull String> segments,
    List<@NonNull String> countries,
    List<@NonNull ContactRole> roles) {
  private static final int MOST = 100;
  private static final int LONGEST = 200;

  /** Everybody at key accounts. */
  public static final Population ALL =
      new Population(List.of(KeyStatus.KEY), List.of(), List.of(), List.of(), List.of());

  @Name("PopulationKeyStatus")
  @Description("What an account is on the day of the draw.")
  public enum KeyStatus {
    @Description("Key: a decision holds.")
    KEY,
    @Description("Not key any more: a decision held, and none does. Its tier is that of the last.")
    FORMER,
    @Description("Never was key until then, and has no tier.")
    NONE
  }

  /** Whether accounts are asked that are not key. */
  public boolean goesBeyondKey() {
    return !keyStatus.equals(ALL.keyStatus);
  }

  @Input("PopulationInput")
  @Description(
      "Which contacts are asked; a list that is left out or empty leaves out nobody, but keyStatus then is KEY.")
  public record Filter(
      @io.smallrye.graphql.api.Nullable @Description("KEY unless said.")
          @Nullable List<@NonNull KeyStatus> keyStatus,
      @io.smallrye.graphql.api.Nullable
          @Description("Tiers of the decision that holds, or held last, whatever their case.")
          @Nullable List<@NonNull String> keyTiers,
      @io.smallrye.graphql.api.Nullable @Nullable List<@NonNull String> segments,
      @io.smallrye.graphql.api.Nullable @Description("Of the account, ISO 3166, two letters.")
          @Nullable List<@NonNull String> countries,
      @io.smallrye.graphql.api.Nullable @Description("Contacts with any of these roles.")
          @Nullable List<@NonNull ContactRole> roles) {

    Population population() {
      return new Population(
          keyStatus == null || keyStatus.isEmpty()
              ? ALL.keyStatus
              : keyStatus.stream().distinct().sorted().toList(),
          texts(
              "population.keyTiers",
              keyTiers,
              (field, tier) -> Tier.spelled(Text.line(field, tier, LONGEST))),
          texts(
              "population.segments",
              segments,
              (field, segment) -> Text.line(field, segment, LONGEST)),
          texts("population.countries", countries, Text::country),
          roles == null ? List.of() : roles.stream().distinct().toList());
    }

    private static List<String> texts(
        String field, @Nullable List<String> given, BinaryOperator<String> checked) {
      if (given == null) {
        return List.of();
      }
      if (given.size() > MOST) {
        throw Refused.invalid(field, "Name at most " + MOST + ".");
      }
      return given.stream().map(one -> checked.apply(field, one)).distinct().toList();
    }
  }
}
