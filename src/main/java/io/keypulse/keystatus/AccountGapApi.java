package io.keypulse.keystatus;

import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.keystatus.AccountGapView.Kind;
import io.keypulse.platform.Today;
import io.keypulse.team.AccountTeamApi.Vacancy;
import io.keypulse.team.TeamRegister;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** What a manager has to mend today at a key account. */
@GraphQLApi
public class AccountGapApi {
  @Inject KeyDecisions decisions;
  @Inject TeamRegister teams;
  @Inject Today today;

  private record Found(
      Map<Integer, LocalDate> ends,
      Map<Integer, Vacancy> leads,
      Map<Integer, Vacancy> sponsors,
      Map<Integer, List<String>> functions) {}

  @Description(
      "What has to be mended at an account that is key today, or was, or was to be developed, until its decision expired; none at others. expiringWithin: days from today, 0 to 1000, 90 unless said.")
  @Transactional
  public List<List<@NonNull AccountGapView>> gaps(
      @Source List<AccountView> asked,
      @io.smallrye.graphql.api.Nullable @Nullable Integer expiringWithin) {
    int within = AccountGapFilter.within("expiringWithin", expiringWithin);
    LocalDate now = today.get();
    Map<Integer, KeyStatusView> statuses =
        decisions
            .latest(
                asked.stream()
                    .filter(account -> account.archivedAt().isEmpty())
                    .map(AccountView::key)
                    .toList(),
                now,
                KeyStatusApi.ALL_THAT_IS_KNOWN)
            .stream()
            .collect(toMap(KeyDecisions.Latest::accountId, one -> KeyStatusView.of(one, now)));
    List<AccountView> key =
        asked.stream()
            .filter(account -> isIn(KeyStatusView.State.KEY, statuses.get(account.key())))
            .toList();
    List<Integer> keys = key.stream().map(AccountView::key).toList();
    Found found =
        new Found(
            ends(keys, now),
            teams.vacancies(keys),
            teams.sponsorVacancies(keys),
            teams.functionsMissing(key.stream().map(AccountView::teamId).distinct().toList()));
    return asked.stream()
        .map(account -> gaps(account, statuses.get(account.key()), found, now.plusDays(within)))
        .toList();
  }

  private Map<Integer, LocalDate> ends(List<Integer> accounts, LocalDate now) {
    return decisions.ends(accounts, now).stream()
        .collect(toMap(KeyDecisions.End::accountId, KeyDecisions.End::day));
  }

  private static List<AccountGapView> gaps(
      AccountView account, @Nullable KeyStatusView status, Found found, LocalDate horizon) {
    List<AccountGapView> gaps = new ArrayList<>();
    if (status != null && isIn(KeyStatusView.State.EXPIRED, status)) {
      gaps.add(AccountGapView.of(Kind.DECISION_EXPIRED, status.until()));
    }
    if (status != null && status.developmentHasLapsed()) {
      gaps.add(AccountGapView.of(Kind.DEVELOPMENT_LAPSED, status.until()));
    }
    if (status == null || !isIn(KeyStatusView.State.KEY, status)) {
      return gaps;
    }
    Vacancy lead = found.leads().get(account.key());
    if (lead != null) {
      gaps.add(AccountGapView.of(Kind.NO_LEAD, lead.since()));
    }
    List<String> missing = found.functions().getOrDefault(account.teamId(), List.of());
    if (!missing.isEmpty()) {
      gaps.add(AccountGapView.missing(missing));
    }
    Vacancy sponsor = found.sponsors().get(account.key());
    if (sponsor != null) {
      gaps.add(AccountGapView.of(Kind.NO_SPONSOR, sponsor.since()));
    }
    LocalDate end = found.ends().getOrDefault(account.key(), status.until());
    if (!end.isAfter(horizon)) {
      gaps.add(AccountGapView.of(Kind.DECISION_EXPIRING, end));
    }
    return gaps;
  }

  private static boolean isIn(KeyStatusView.State state, @Nullable KeyStatusView status) {
    return status != null && status.state() == state;
  }
}
