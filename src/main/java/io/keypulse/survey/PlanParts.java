package io.keypulse.survey;

import io.keypulse.platform.Refused;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client says of a plan; what is absent stays as it is. */
public record PlanParts(
    Population.@Nullable Filter population,
    @Nullable Integer sampleSize,
    @Nullable SamplingParts sampling,
    @Nullable List<Delivery.Channel> channels,
    Delivery.@Nullable Parts delivery,
    @Nullable Integer weeks,
    @Nullable String cron,
    @Nullable Integer daysToAnswer) {
  private static final int MOST_WEEKS = 520;

  Surveyor.Plan over(Surveyor.Plan was, Instant now) {
    return new Surveyor.Plan(
        was.programId(),
        population == null ? was.population() : population.population(),
        (sampling == null ? SamplingParts.NOTHING : sampling).over(was.sampling(), sampleSize),
        spoken(was.delivery()),
        was.timeZone(),
        daysBetween(was, now));
  }

  private Delivery spoken(Delivery was) {
    if (channels != null && delivery != null && delivery.channels() != null) {
      throw Refused.invalid("channels", "Say it once: here or in delivery.");
    }
    Delivery named =
        new Delivery.Parts(channels, null, null, null, null, null, null, null, null).over(was);
    Delivery answered = daysToAnswer == null ? named : named.answeredWithin(daysToAnswer);
    return delivery == null ? answered : delivery.over(answered);
  }

  private List<Double> daysBetween(Surveyor.Plan was, Instant now) {
    if (cron != null && weeks != null) {
      throw Refused.invalid("cron", "Say when it runs: by cron or by weeks.");
    }
    if (cron != null) {
      return Schedule.of(cron, was.timeZone()).daysBetween(now);
    }
    if (weeks == null) {
      return was.daysBetween();
    }
    if (weeks < 1 || weeks > MOST_WEEKS) {
      throw Refused.invalid("weeks", "Choose 1 to " + MOST_WEEKS + ".");
    }
    return List.of((double) weeks * Surveyor.Plan.DAYS_OF_A_WEEK);
  }
}
