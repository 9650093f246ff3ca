package io.keypulse.followup;

import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.account.CompanyGroups;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CompanyScope;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.LineScope;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.staff.Managers;
import io.keypulse.staff.StaffRegister;
import io.keypulse.stats.Waiting;
import io.keypulse.team.TeamRegister;
import io.keypulse.team.TeamView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class FollowUpFigureApi {
  private static final int MOST_PEOPLE = 100;

  /** Days at which the next bucket of ages begins. */
  private static final List<Integer> AGES = List.of(0, 1, 3, 7, 30);

  @Inject FollowUpFigures figures;
  @Inject WorkLog work;
  @Inject Customers customers;
  @Inject CompanyGroups groups;
  @Inject TeamRegister teams;
  @Inject StaffRegister staff;
  @Inject Managers managers;
  @Inject Colleagues colleagues;
  @Inject CurrentViewer viewer;
  @Inject Today today;
  @Inject InstantSource clock;

  @Query("followUpFigures")
  @Description(
      "Over the cases opened in a period, the year to today unless said, and over those that wait today (open, openByAge), at the accounts this viewer sees. NOT_FOUND for an account, team or manager that is not there, FORBIDDEN for a manager who is neither this viewer nor below them.")
  @Transactional
  public FollowUpFiguresView followUpFigures(
      @io.smallrye.graphql.api.Nullable @Nullable FollowUpScope scope,
      @io.smallrye.graphql.api.Nullable @Nullable Period period) {
    viewer.require();
    FollowUpFigures.Within within =
        within(
            scope == null ? FollowUpScope.ALL : scope,
            period == null ? Period.yearTo(today.get()) : period.checked("period"));
    FollowUpFigures.Counts counts = figures.counts(within);
    Instant now = clock.instant();
    List<FollowUpFigures.Times> times = figures.times(within, now);
    List<FollowUpFiguresView.Age> ages = ages(figures.ages(within, now));
    return new FollowUpFiguresView(
        counts.cases(),
        ages.stream().mapToInt(FollowUpFiguresView.Age::cases).sum(),
        ages,
        duration(
            counts.acknowledged(),
            times,
            one -> new Waiting.Span(one.toAcknowledge(), one.acknowledged())),
        duration(
            counts.contacted(), times, one -> new Waiting.Span(one.toContact(), one.contacted())),
        figures.climbedPast(within, MOST_PEOPLE).stream()
            .map(
                past ->
                    new FollowUpFiguresView.ClimbedPast(
                        past.times(), past.cases(), past.employeeId()))
            .toList(),
        FollowUpRecoveryView.of(figures.wordless(within), figures.lastWords(within)),
        causes(figures.causes(within), counts.caused()));
  }

  @Transactional
  public List<EmployeeView> person(@Source List<FollowUpFiguresView.ClimbedPast> asked) {
    return Batch.each(asked, FollowUpFiguresView.ClimbedPast::personKey, colleagues::byIds);
  }

  private FollowUpFigures.Within within(FollowUpScope scope, Period period) {
    return new FollowUpFigures.Within(period.begin(), period.end(), accounts(scope), teams(scope));
  }

  private @Nullable List<Integer> accounts(FollowUpScope scope) {
    if (scope.accountId() == null) {
      if (scope.companies() == CompanyScope.GROUP) {
        throw Refused.invalid(
            "companies", "Name the account whose group is meant, or leave this out.");
      }
      return null;
    }
    int account = GlobalId.parseInt(AccountView.TYPE, scope.accountId(), "accountId");
    if (customers.account(account).isEmpty()) {
      throw Refused.notFound("accountId", "There is no such account, or none that you may see.");
    }
    if (scope.companies() != CompanyScope.GROUP) {
      return List.of(account);
    }
    List<Integer> all = new ArrayList<>(List.of(account));
    Optional.ofNullable(groups.below(List.of(account), today.get()).get(account))
        .ifPresent(group -> all.addAll(group.accountIds()));
    return all;
  }

  private @Nullable List<Integer> teams(FollowUpScope scope) {
    Integer team = team(scope);
    List<Integer> ofLine = ofLine(scope);
    if (ofLine == null) {
      return team == null ? null : List.of(team);
    }
    return ofLine.stream().filter(one -> team == null || one.equals(team)).toList();
  }

  private @Nullable Integer team(FollowUpScope scope) {
    if (scope.teamId() == null) {
      return null;
    }
    int team = GlobalId.parseInt(TeamView.TYPE, scope.teamId(), "teamId");
    if (!teams.exists(team)) {
      throw Refused.notFound("teamId", "There is no such team.");
    }
    return team;
  }

  private @Nullable List<Integer> ofLine(FollowUpScope scope) {
    if (scope.managerId() == null) {
      if (scope.line() != null) {
        throw Refused.invalid("line", "Name the manager whose line is meant, or leave this out.");
      }
      return null;
    }
    int manager = managers.asked(scope.managerId());
    return teams
        .ledOrOfNobody(
            staff.branches(manager, scope.line() != LineScope.DIRECT).keySet(), today.get())
        .stream()
        .map(TeamRegister.Answering::teamId)
        .toList();
  }

  private static FollowUpFiguresView.Duration duration(
      int n, List<FollowUpFigures.Times> times, Function<FollowUpFigures.Times, Waiting.Span> of) {
    return new FollowUpFiguresView.Duration(
        n, Waiting.median(times.stream().map(of).toList()).optional());
  }

  private static List<FollowUpFiguresView.Age> ages(List<FollowUpFigures.Age> found) {
    Map<Integer, Integer> byBucket =
        found.stream().collect(toMap(FollowUpFigures.Age::bucket, FollowUpFigures.Age::cases));
    List<FollowUpFiguresView.Age> ages = new ArrayList<>();
    for (int bucket = 0; bucket < AGES.size(); bucket++) {
      ages.add(
          new FollowUpFiguresView.Age(
              AGES.get(bucket),
              bucket + 1 < AGES.size() ? Optional.of(AGES.get(bucket + 1)) : Optional.empty(),
              byBucket.getOrDefault(bucket, 0)));
    }
    return ages;
  }

  private List<FollowUpFiguresView.CauseShare> causes(
      List<FollowUpFigures.CauseCount> counts, int cases) {
    Map<Integer, FollowUpWorkView.Cause> known =
        work.causes().stream().collect(toMap(WorkLog.Cause::id, FollowUpWorkView.Cause::of));
    int all = counts.stream().mapToInt(FollowUpFigures.CauseCount::accounts).sum();
    int soFar = 0;
    List<FollowUpFiguresView.CauseShare> shares = new ArrayList<>();
    for (FollowUpFigures.CauseCount count : counts) {
      soFar += count.accounts();
      shares.add(
          new FollowUpFiguresView.CauseShare(
              Objects.requireNonNull(known.get(count.causeId())),
              count.accounts(),
              count.cases(),
              cases < FollowUpRecoveryView.FEWEST
                  ? Optional.empty()
                  : Optional.of((double) soFar / all)));
    }
    return shares;
  }
}
