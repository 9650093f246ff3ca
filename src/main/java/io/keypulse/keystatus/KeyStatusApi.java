package io.keypulse.keystatus;

import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.platform.Batch;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class KeyStatusApi {
  @Inject KeyDecisions decisions;
  @Inject InstantSource clock;

  @Description(
      "Whether it is a key account today, and who decided so; null when nobody ever decided.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable KeyStatusView> keyStatus(
      @Source List<AccountView> accounts) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Map<Integer, KeyStatusView> byAccount =
        decisions.latest(accounts.stream().map(AccountView::key).toList(), today).stream()
            .collect(
                toMap(KeyDecisions.Latest::accountId, latest -> KeyStatusView.of(latest, today)));
    return Batch.eachOrNull(accounts, AccountView::key, byAccount);
  }
}
