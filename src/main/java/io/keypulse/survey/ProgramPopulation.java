package io.keypulse.survey;

import io.keypulse.account.ContactRole;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Arrays;
import java.util.List;

/** A {@link Population} as it is kept. */
@Embeddable
class ProgramPopulation {
  @Column(name = "key_status")
  String[] keyStatus = {};

  @Column(name = "key_tiers")
  String[] keyTiers = {};

  String[] segments = {};
  String[] countries = {};
  String[] roles = {};

  static ProgramPopulation of(Population population) {
    ProgramPopulation kept = new ProgramPopulation();
    kept.keyStatus =
        population.keyStatus().stream().map(Population.KeyStatus::name).toArray(String[]::new);
    kept.keyTiers = population.keyTiers().toArray(String[]::new);
    kept.segments = population.segments().toArray(String[]::new);
    kept.countries = population.countries().toArray(String[]::new);
    kept.roles = population.roles().stream().map(ContactRole::name).toArray(String[]::new);
    return kept;
  }

  Population population() {
    return new Population(
        Arrays.stream(keyStatus).map(Population.KeyStatus::valueOf).toList(),
        List.of(keyTiers),
        List.of(segments),
        List.of(countries),
        Arrays.stream(roles).map(ContactRole::valueOf).toList());
  }
}
