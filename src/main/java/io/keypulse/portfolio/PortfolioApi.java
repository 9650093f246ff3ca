package io.keypulse.portfolio;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Decimal;
import io.keypulse.platform.LineScope;
import io.keypulse.platform.Page;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Today;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.staff.Managers;
import io.keypulse.staff.StaffRegister;
import io.keypulse.team.AccountTeamApi;
import io.keypulse.team.TeamRegister;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class PortfolioApi {
  @Inject Portfolios portfolios;
  @Inject CapacityPolicies policies;
  @Inject StaffRegister staff;
  @Inject TeamRegister teams;
  @Inject Customers customers;
  @Inject Managers managers;
  @Inject Colleagues colleagues;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Query("capacityPolicy")
  @Transactional
  public CapacityPolicyView capacityPolicy() {
    viewer.require();
    return CapacityPolicyView.of(policies.current(), policies.weights());
  }

  @Mutation("capacityPolicySet")
  @Description("For administrators; replaces the whole policy.")
  @Transactional
  public CapacityPolicyView capacityPolicySet(CapacityPolicySet input) {
    viewer.requireAdmin();
    return CapacityPolicyView.of(
        policies.set(input).orElseThrow(() -> Refused.conflict(policies.current().version())),
        policies.weights());
  }

  @Query("workload")
  @Description(
      "managerId: yourself, and the top of the line for who is no employee, unless said. DIRECT: with those who report to them; TREE, unless said: with everybody below. asOf: with the line, the teams and what was key on that day, today unless said; accounts that you see today. FORBIDDEN for managers who are not below you today.")
  @Transactional
  public WorkloadView workload(
      @io.smallrye.graphql.api.Nullable @Id @Nullable String managerId,
      @io.smallrye.graphql.api.Nullable @Nullable LineScope scope,
      @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    LocalDate day = today.or("asOf", asOf);
    Set<Integer> people = branches(managerId, scope, day).keySet();
    CapacityPolicies.Policy policy = policies.current();
    List<TeamRegister.Answering> answering = teams.ledOrOfNobody(people, day);
    List<Portfolios.Load> loads =
        portfolios.loads(answering.stream().filter(TeamRegister.Answering::leads).toList(), day);
    Map<Integer, EmployeeView> leads =
        colleagues.byIds(loads.stream().map(Portfolios.Load::employeeId).toList());
    List<Portfolios.Unled> unled =
        portfolios.unled(teamIds(answering.stream().filter(team -> !team.leads()).toList()), day);
    List<Integer> open = unled.stream().map(Portfolios.Unled::id).toList();
    Map<Integer, AccountTeamApi.Vacancy> vacancies = teams.vacancies(open, day);
    Map<Integer, AccountView> accounts = customers.accounts(open);
    return new WorkloadView(
        new Decimal(policy.capacity()),
        loads.stream()
            .sorted(
                Comparator.comparing(Portfolios.Load::weighted)
                    .reversed()
                    .thenComparingInt(Portfolios.Load::employeeId))
            .map(
                load ->
                    new WorkloadView.Lead(
                        Objects.requireNonNull(leads.get(load.employeeId())),
                        load.accounts(),
                        load.keyAccounts(),
                        new Decimal(load.weighted()),
                        WorkloadView.Status.of(load.weighted(), policy)))
            .toList(),
        open.stream()
            .map(
                id ->
                    new WorkloadView.Gap(
                        Objects.requireNonNull(accounts.get(id)),
                        Objects.requireNonNull(vacancies.get(id))))
            .toList(),
        vacancies.values().stream().mapToInt(AccountTeamApi.Vacancy::days).sum(),
        policy.leadsFor(
            Stream.concat(
                    loads.stream().map(Portfolios.Load::weighted),
                    unled.stream().map(Portfolios.Unled::weight))
                .reduce(BigDecimal.ZERO, BigDecimal::add)));
  }

  @Query("portfolio")
  @Description(
      "managerId: yourself, and the top of the line for who is no employee, unless said. DIRECT: with those who report to them; TREE, unless said: with everybody below. first: 1 to 100, 25 unless said. asOf: with the line, the teams and what was key on that day, today unless said; accounts that you see today. FORBIDDEN for managers who are not below you today.")
  @Transactional
  public PortfolioView.Connection portfolio(
      @io.smallrye.graphql.api.Nullable @Id @Nullable String managerId,
      @io.smallrye.graphql.api.Nullable @Nullable LineScope scope,
      @io.smallrye.graphql.api.Nullable @Nullable Integer first,
      @io.smallrye.graphql.api.Nullable @Nullable String after,
      @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    LocalDate day = today.or("asOf", asOf);
    Map<Integer, Integer> branches = branches(managerId, scope, day);
    List<TeamRegister.Answering> answering = teams.ledOrOfNobody(branches.keySet(), day);
    List<Integer> served = teamIds(answering);
    Page page = Page.of("portfolio", managerId + " " + scope + " " + asOf, first, after);
    List<Integer> ids = portfolios.page(page, served, day).stream().map(Portfolios.Id::id).toList();
    Map<Integer, AccountView> accounts = customers.accounts(ids);
    Page.Slice<AccountView> slice =
        page.slice(
            ids.stream().map(id -> Objects.requireNonNull(accounts.get(id))).toList(),
            account -> new Page.Key(account.name(), account.key()));
    return new PortfolioView.Connection(
        slice.edges(PortfolioView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount")
            ? Optional.of(portfolios.number(served, day))
            : Optional.empty(),
        Selection.has("managers") ? parts(branches, answering, day) : List.of());
  }

  private static List<Integer> teamIds(List<TeamRegister.Answering> answering) {
    return answering.stream().map(TeamRegister.Answering::teamId).toList();
  }

  private List<PortfolioView.Part> parts(
      Map<Integer, Integer> branches, List<TeamRegister.Answering> answering, LocalDate day) {
    Map<Integer, PortfolioView.Part> parts = new LinkedHashMap<>();
    Map<Integer, EmployeeView> managers = colleagues.byIds(Set.copyOf(branches.values()));
    branches
        .values()
        .forEach(
            branch ->
                parts.computeIfAbsent(
                    branch,
                    any ->
                        PortfolioView.Part.none(
                            Objects.requireNonNull(managers.get(branch)), day)));
    Map<Integer, List<Integer>> teamsOf =
        answering.stream()
            .collect(
                groupingBy(
                    TeamRegister.Answering::employeeId,
                    mapping(TeamRegister.Answering::teamId, toList())));
    for (Portfolios.Load load : portfolios.loads(answering, day)) {
      parts.computeIfPresent(
          Objects.requireNonNull(branches.get(load.employeeId())),
          (branch, part) ->
              part.with(load, Objects.requireNonNull(teamsOf.get(load.employeeId()))));
    }
    return List.copyOf(parts.values());
  }

  /** Everybody in the scope, each with the direct report they stand below; the manager first. */
  private Map<Integer, Integer> branches(
      @Nullable String managerId, @Nullable LineScope scope, LocalDate day) {
    if (managerId == null) {
      @Nullable Integer self = viewer.require().employeeId();
      Optional<Integer> start = self != null ? Optional.of(self) : staff.topOfLine();
      return start
          .map(top -> staff.branches(top, scope != LineScope.DIRECT, day))
          .orElseGet(Map::of);
    }
    return staff.branches(managers.asked(managerId), scope != LineScope.DIRECT, day);
  }
}
