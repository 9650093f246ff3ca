package io.keypulse.followup;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;

/** The door for later rooms: how many cases wait for somebody to act. */
@ApplicationScoped
public class OpenCases {
  @Inject FollowUps followUps;

  /** By account; those without any are absent. */
  public Map<Integer, Integer> ofAccounts(Collection<Integer> accountIds) {
    return followUps.open(accountIds).stream()
        .collect(toMap(FollowUps.Open::accountId, FollowUps.Open::cases));
  }
}
