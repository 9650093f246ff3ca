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
@Description("Which contacts of key accounts are asked; an empty list leaves out nobody.")
public record Population(
    List<@NonNull String> keyTiers,
    List<@NonNull String> segments,
    List<@NonNull String> countries,
    List<@NonNull ContactRole> roles) {
  private static final int MOST = 100;
  private static final int LONGEST = 200;

  /** Everybody at key accounts. */
  public static final Population ALL = new Population(List.of(), List.of(), List.of(), List.of());

  @Input("PopulationInput")
  @Description(
      "Which contacts of key accounts are asked; a list that is left out or empty leaves out nobody.")
  public record Filter(
      @io.smallrye.graphql.api.Nullable
          @Description("Tiers of the decision that holds, whatever their case.")
          @Nullable List<@NonNull String> keyTiers,
      @io.smallrye.graphql.api.Nullable @Nullable List<@NonNull String> segments,
      @io.smallrye.graphql.api.Nullable @Description("Of the account, ISO 3166, two letters.")
          @Nullable List<@NonNull String> countries,
      @io.smallrye.graphql.api.Nullable @Description("Contacts with any of these roles.")
          @Nullable List<@NonNull ContactRole> roles) {

    Population population() {
      return new Population(
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
