package io.keypulse.survey;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link SamplingPlan} as it is kept. */
@Embeddable
class ProgramSampling {
  @Column(name = "sample_size")
  @Nullable Integer sampleSize;

  @Nullable Double margin;

  @Column(name = "expected_response")
  @Nullable Double expectedResponse;

  @Column(name = "strata_by")
  @Enumerated(EnumType.STRING)
  SamplingPlan.StrataBy strataBy = SamplingPlan.StrataBy.NONE;

  @Enumerated(EnumType.STRING)
  SamplingPlan.Allocation allocation = SamplingPlan.Allocation.PROPORTIONAL;

  @Column(name = "stratum_minimum")
  int stratumMinimum;

  @Column(name = "take_all")
  String[] takeAll = {};

  @Column(name = "account_cap")
  @Nullable Integer accountCap;

  @Column(name = "quarantine_days")
  int quarantineDays;

  @Column(name = "quarantine_days_of_others")
  @Nullable Integer quarantineDaysOfOthers;

  @Column(name = "account_mails_per_week")
  @Nullable Integer accountMailsPerWeek;

  boolean rotation;

  static ProgramSampling of(SamplingPlan plan) {
    ProgramSampling kept = new ProgramSampling();
    kept.sampleSize = plan.size();
    kept.margin = plan.margin();
    kept.expectedResponse = plan.expectedResponse();
    kept.strataBy = plan.strataBy();
    kept.allocation = plan.allocation();
    kept.stratumMinimum = plan.stratumMinimum();
    kept.takeAll = plan.takeAll().toArray(String[]::new);
    kept.accountCap = plan.accountCap();
    kept.quarantineDays = plan.quarantineDays();
    kept.quarantineDaysOfOthers = plan.quarantineDaysOfOthers();
    kept.accountMailsPerWeek = plan.accountMailsPerWeek();
    kept.rotation = plan.rotation();
    return kept;
  }

  SamplingPlan plan() {
    return new SamplingPlan(
        sampleSize,
        margin,
        expectedResponse,
        strataBy,
        allocation,
        stratumMinimum,
        List.of(takeAll),
        accountCap,
        quarantineDays,
        quarantineDaysOfOthers,
        accountMailsPerWeek,
        rotation);
  }
}
