package io.keypulse.team;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Today;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The door of the team room: who serves an account and who answers for it. */
@ApplicationScoped
public class TeamRegister {
  /** The team of accounts that nobody serves yet. */
  public static final int UNASSIGNED = Team.UNASSIGNED;

  @Inject Teams teams;
  @Inject Memberships memberships;
  @Inject GivenMemberships given;
  @Inject AccountTeams accountTeams;
  @Inject ExecutiveSponsors sponsors;
  @Inject TeamPolicies policies;
  @Inject Colleagues colleagues;
  @Inject Today today;

  /**
   * What is null stays as it is; a new member begins today.
   *
   * @param lead what files say that know of leads only; where there is a role as well, that counts
   */
  public record MemberRow(
      ExternalId id,
      int teamId,
      int employeeId,
      String function,
      @Nullable TeamRole role,
      @Nullable Boolean lead,
      @Nullable Integer share,
      @Nullable String site,
      @Nullable LocalDate since,
      @Nullable LocalDate until) {}

  /**
   * A team and who answers for it.
   *
   * @param leads whether they lead it, and not only answer for it while nobody does
   */
  public record Answering(int teamId, int employeeId, boolean leads) {}

  /**
   * The ids of these teams; one that does not exist yet comes into being, named by its external id.
   */
  public Map<ExternalId, Integer> ids(List<ExternalId> asked) {
    Map<ExternalId, Integer> ids = new HashMap<>();
    for (Teams.Known known : teams.known(asked)) {
      ids.put(new ExternalId(known.source(), known.externalId()), known.id());
    }
    return ids;
  }

  /** Teams as clients see them, by id. */
  public Map<Integer, TeamView> views(Collection<Integer> asked) {
    return teams.byIds(asked).stream()
        .map(TeamView::of)
        .collect(toMap(TeamView::key, view -> view));
  }

  public boolean exists(int teamId) {
    return teams.findByIdOptional(teamId).isPresent();
  }

  /** Whose those of these memberships are that are there already. */
  public Map<ExternalId, Integer> members(List<ExternalId> asked) {
    return asked.isEmpty()
        ? Map.of()
        : given.held(asked).stream()
            .collect(
                toMap(
                    one -> new ExternalId(one.source(), one.externalId()),
                    GivenMemberships.Held::employeeId));
  }

  public List<Change> putMembers(List<MemberRow> rows) {
    return Change.of(rows.stream().map(MemberRow::id).toList(), given.put(rows));
  }

  /** Those of these accounts that nobody leads today, and since when. */
  public Map<Integer, AccountTeamApi.Vacancy> vacancies(Collection<Integer> accounts) {
    return vacancies(accounts, today.get());
  }

  /** The same of another day, and until then. */
  public Map<Integer, AccountTeamApi.Vacancy> vacancies(
      Collection<Integer> accounts, LocalDate day) {
    return byAccount(accountTeams.vacancies(accounts, day), day);
  }

  /** Those of these accounts without an executive sponsor today, and since when. */
  public Map<Integer, AccountTeamApi.Vacancy> sponsorVacancies(Collection<Integer> accounts) {
    return byAccount(sponsors.vacancies(accounts, today.get()), today.get());
  }

  private Map<Integer, AccountTeamApi.Vacancy> byAccount(
      List<AccountTeams.Vacancy> vacancies, LocalDate day) {
    return vacancies.stream()
        .collect(
            toMap(
                AccountTeams.Vacancy::accountId,
                one -> AccountTeamApi.Vacancy.of(one.since(), day)));
  }

  /** What the policy expects of each of these teams and nobody in it does today. */
  public Map<Integer, List<String>> functionsMissing(Collection<Integer> asked) {
    List<String> expected = policies.current().expected();
    Map<Integer, Set<String>> covered =
        memberships.functions(asked, today.get()).stream()
            .collect(
                groupingBy(
                    Memberships.Covered::teamId, mapping(Memberships.Covered::function, toSet())));
    return asked.stream()
        .collect(
            toMap(
                team -> team,
                team ->
                    expected.stream()
                        .filter(one -> !covered.getOrDefault(team, Set.of()).contains(one))
                        .toList()));
  }

  /** Every function that somebody has who works here, by themselves or in a team. */
  public List<String> functions() {
    return teams.functionsHeld(today.get());
  }

  /** Who leads it today, or led it last. */
  Optional<Memberships.LastLead> lastLead(int teamId) {
    return memberships.lastLead(teamId, today.get());
  }

  /**
   * Who has to act for the accounts of a team: its lead; while it has none, the nearest above its
   * last lead; else the top of the reporting line. Nobody only where nobody works.
   */
  public Optional<Integer> responsible(int teamId) {
    return Optional.ofNullable(responsible(List.of(teamId)).get(teamId));
  }

  /** The same, as clients see them. */
  public Optional<EmployeeView> accountManager(int teamId) {
    return responsible(teamId).map(id -> colleagues.byIds(List.of(id)).get(id));
  }

  /** The same of many teams. */
  Map<Integer, Integer> responsible(Collection<Integer> teamIds) {
    return teams.responsible(teamIds, today.get()).stream()
        .collect(toMap(Teams.Responsible::teamId, Teams.Responsible::id));
  }

  /** Who leads each of these teams on that day and works here; nothing of those without a lead. */
  public Map<Integer, Integer> leads(Collection<Integer> asked, LocalDate day) {
    return memberships.leads(asked, day).stream()
        .collect(toMap(Memberships.Lead::key, Memberships.Lead::employeeId));
  }

  /** The teams that these people led on that day, as those who worked here. */
  public List<Answering> led(Collection<Integer> people, LocalDate day) {
    return teams.led(people, day);
  }

  /** And those that nobody led, and for which one of them answered. */
  public List<Answering> ledOrOfNobody(Collection<Integer> people, LocalDate day) {
    return teams.ledOrOfNobody(people, day);
  }
}
