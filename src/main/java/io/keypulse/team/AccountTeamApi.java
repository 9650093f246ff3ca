package io.keypulse.team;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.account.TeamAssignment;
import io.keypulse.platform.Batch;
import io.keypulse.platform.Channel;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Who serves an account, served it before, and where nobody does. */
@GraphQLApi
public class AccountTeamApi {
  private static final int MOST_YEARS = 20;

  @Inject AccountTeams served;
  @Inject Memberships memberships;
  @Inject CurrentViewer viewer;
  @Inject Teams teams;
  @Inject TeamRights rights;
  @Inject TeamAssignment assignment;
  @Inject Customers customers;
  @Inject Colleagues colleagues;
  @Inject Today today;

  @Name("AccountTeam")
  @Description("A time in which one team served the account.")
  public record Served(
      LocalDate since,
      @Description("First day on which it no longer did; open where absent.")
          Optional<LocalDate> until,
      @Ignore int teamKey) {}

  @Name("Vacancy")
  @Description("A place that nobody fills.")
  public record Vacancy(LocalDate since, @Description("Until today.") int days) {
    static Vacancy of(LocalDate since, LocalDate today) {
      return new Vacancy(since, Math.toIntExact(ChronoUnit.DAYS.between(since, today)));
    }
  }

  @Name("TeamContinuity")
  @Description("How steadily an account was served in the years until today.")
  public record Continuity(
      int years,
      @Description("How many different account managers it had.") int managers,
      @Description("Days for which we know who served it.") int servedDays,
      @Description("Of these, days without an account manager.") int vacantDays) {}

  @Input("AccountTeamAssignInput")
  public record AccountTeamAssign(
      @Id String accountId,
      @Id String teamId,
      @Description("The version of the account.") int expectedVersion,
      @io.smallrye.graphql.api.Nullable @Nullable Channel channel,
      @io.smallrye.graphql.api.Nullable
          @Description(
              "Since when it has served the account, today or earlier; what is known of teams stays, so that INVALID where that says otherwise.")
          @Nullable LocalDate since) {}

  @Mutation("accountTeamAssign")
  @Description(
      "For administrators and whoever stands above the leads of both teams. From today on this team sees and serves the account.")
  @Transactional
  public AccountView accountTeamAssign(AccountTeamAssign input) {
    viewer.requireToChange();
    int team = GlobalId.parseInt(TeamView.TYPE, input.teamId(), "teamId");
    if (teams.findByIdOptional(team).isEmpty()) {
      throw Refused.notFound("teamId", "There is no such team.");
    }
    TeamAssignment.Held held =
        assignment
            .locked(GlobalId.parseInt(AccountView.TYPE, input.accountId(), "accountId"))
            .orElseThrow(() -> Refused.notFound("accountId", "There is no such account."));
    rights.requireAbove(List.of(held.teamId(), team));
    Refused.unlessCurrent(input.expectedVersion(), held.version());
    @Nullable LocalDate since = Today.checkedOrOpen("since", input.since());
    if (since != null && since.isAfter(today.get())) {
      throw Refused.invalid(
          "since",
          "Name today or an earlier day: a team serves an account from the day on which it is assigned, and nothing plans that ahead.");
    }
    assignment.assign(held.id(), team, input.channel() == null ? Channel.MANUAL : input.channel());
    if (since != null) {
      serveSince(held.id(), since);
    }
    return customers.account(held.id()).orElseThrow();
  }

  private void serveSince(int account, LocalDate since) {
    assignment.since(Map.of(account, since));
    Optional.ofNullable(assignment.known(List.of(account)).get(account))
        .filter(known -> !known.since().equals(since))
        .ifPresent(
            known -> {
              throw Refused.invalid("since", known.unlike(since));
            });
  }

  @Description(
      "The account manager on that day, today unless said; none where nobody who works here leads its team.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> lead(
      @Source List<AccountView> asked, @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    LocalDate day = today.or(asOf);
    if (day.equals(today.get())) {
      return leadsToday(asked, day);
    }
    Map<Integer, Integer> leads =
        served.leads(keys(asked), day).stream()
            .collect(toMap(Memberships.Lead::key, Memberships.Lead::employeeId));
    return Batch.eachOrNull(
        asked, account -> leads.get(account.key()), colleagues.byIds(leads.values()));
  }

  /** From the same statements as the team's members, for a list of accounts mostly shows both. */
  private List<@Nullable EmployeeView> leadsToday(List<AccountView> asked, LocalDate day) {
    List<Memberships.Member> members =
        memberships.of(
            asked.stream().map(AccountView::teamId).toList(),
            Period.on(day),
            viewer.require().access() != Viewer.Access.MEMBER);
    Map<Integer, EmployeeView> everybody =
        colleagues.byIds(members.stream().map(Memberships.Member::employeeId).toList());
    Map<Integer, Integer> leads =
        members.stream()
            .filter(member -> member.role().equals(TeamRole.LEAD.name()))
            .filter(
                member ->
                    Optional.ofNullable(everybody.get(member.employeeId()))
                        .filter(employee -> employee.worksOn(day))
                        .isPresent())
            .collect(toMap(Memberships.Member::teamId, Memberships.Member::employeeId));
    return Batch.eachOrNull(asked, account -> leads.get(account.teamId()), everybody);
  }

  @Description("Since when nobody manages it; null while somebody does.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable Vacancy> leadVacancy(
      @Source List<AccountView> asked) {
    LocalDate now = today.get();
    Map<Integer, Vacancy> found =
        served.vacancies(keys(asked), now).stream()
            .collect(
                toMap(
                    AccountTeams.Vacancy::accountId, vacancy -> Vacancy.of(vacancy.since(), now)));
    return Batch.eachOrNull(asked, AccountView::key, found);
  }

  @Description("The teams that served it, the latest first.")
  @Transactional
  public List<List<@NonNull Served>> teamHistory(@Source List<AccountView> asked) {
    Map<Integer, List<Served>> found =
        served.history(keys(asked)).stream()
            .collect(
                groupingBy(
                    AccountTeams.Served::accountId,
                    mapping(
                        one ->
                            new Served(one.since(), Optional.ofNullable(one.until()), one.teamId()),
                        toList())));
    return Batch.lists(asked, AccountView::key, found);
  }

  @Transactional
  public List<TeamView> team(@Source List<Served> asked) {
    Map<Integer, TeamView> found =
        teams.byIds(asked.stream().map(Served::teamKey).distinct().toList()).stream()
            .map(TeamView::of)
            .collect(toMap(TeamView::key, team -> team));
    return Batch.each(asked, Served::teamKey, found);
  }

  @Description("years: 1 to 20, 3 unless said.")
  @Transactional
  public List<Continuity> continuity(
      @Source List<AccountView> asked, @io.smallrye.graphql.api.Nullable @Nullable Integer years) {
    int back = years == null ? 3 : years;
    if (back < 1 || back > MOST_YEARS) {
      throw Refused.invalid("years", "Look back 1 to " + MOST_YEARS + " years.");
    }
    LocalDate to = today.get();
    Map<Integer, AccountTeams.Continuity> found =
        served.continuity(keys(asked), to.minusYears(back).plusDays(1), to).stream()
            .collect(toMap(AccountTeams.Continuity::accountId, one -> one));
    return asked.stream()
        .map(
            account -> {
              AccountTeams.Continuity one =
                  found.getOrDefault(
                      account.key(), new AccountTeams.Continuity(account.key(), 0, 0, 0));
              return new Continuity(
                  back, one.managers(), one.servedDays(), one.servedDays() - one.leadDays());
            })
        .toList();
  }

  private static List<Integer> keys(List<AccountView> accounts) {
    return accounts.stream().map(AccountView::key).toList();
  }
}
