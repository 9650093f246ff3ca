package io.keypulse.followup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Until when things have to be done, by the policy and the business hours of today. */
@ApplicationScoped
class DueTimes {
  @Inject FollowUpPolicies policies;
  @Inject Calendars calendars;

  FollowUp.Deadlines of(int accountId, Instant now) {
    FollowUpPolicies.Policy policy = policies.current();
    BusinessTime time = time(accountId, now);
    return new FollowUp.Deadlines(
        time.afterHours(now, policy.acknowledgeHours()),
        time.afterHours(now, policy.contactHours()),
        time.afterDays(now, policy.resolveDays()));
  }

  /** The least that anybody has to act in. */
  Instant least(FollowUp followUp, Instant now) {
    return time(followUp.accountId, now).afterHours(now, policies.current().climbHours());
  }

  private BusinessTime time(int accountId, Instant now) {
    return calendars.ofAccount(accountId, LocalDate.ofInstant(now, ZoneOffset.UTC));
  }
}
