package io.keypulse.analysis;

import io.keypulse.account.AccountView;
import io.keypulse.account.CompanyGroups;
import io.keypulse.account.Customers;
import io.keypulse.platform.CompanyScope;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.LineScope;
import io.keypulse.platform.Nearest;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.keypulse.staff.Managers;
import io.keypulse.staff.StaffRegister;
import io.keypulse.survey.SurveyProgramView;
import io.keypulse.team.TeamRegister;
import io.keypulse.team.TeamView;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asks about, as waves and accounts. */
@ApplicationScoped
class Scopes {
  private static final int LONGEST_SEGMENT = 200;

  @Inject ScopeLookup lookup;
  @Inject WaveLog waves;
  @Inject Customers customers;
  @Inject CompanyGroups groups;
  @Inject TeamRegister teams;
  @Inject StaffRegister staff;
  @Inject Managers managers;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  /**
   * In which waves: one, else those opened in a period, else the newest that drew anybody; of a
   * program or all. Unless it is named, no confidential one that is still open.
   */
  record When(@Nullable String waveId, @Nullable String programId, @Nullable Period period) {}

  /** Of whom; what is named narrows it down. */
  record Whom(
      @Nullable String accountId,
      @Nullable CompanyScope scope,
      @Nullable String teamId,
      @Nullable String managerId,
      @Nullable LineScope line,
      @Nullable String segment) {}

  /**
   * @return nothing where there is no such wave yet
   */
  Optional<Scope> of(When when, Whom whom) {
    viewer.require();
    List<Integer> ids = waves(when);
    CompanyGroups.@Nullable Group companies = companies(whom);
    List<Integer> led = teams(whom);
    String segment = segment(whom);
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Scope(
                ids,
                companies == null ? null : companies.accountIds(),
                led,
                segment,
                companies == null || companies.complete()));
  }

  private @Nullable String segment(Whom whom) {
    if (whom.segment() == null) {
      return null;
    }
    String segment = customers.segment(Text.line("segment", whom.segment(), LONGEST_SEGMENT));
    if (!customers.haveSegment(segment)) {
      throw Refused.invalid(
          "segment",
          "No account that you see has this segment."
              + Nearest.advice(segment, customers.segments()));
    }
    return segment;
  }

  private List<Integer> waves(When when) {
    Integer program =
        when.programId() == null
            ? null
            : GlobalId.parseInt(SurveyProgramView.TYPE, when.programId(), "programId");
    if (when.waveId() != null && when.period() != null) {
      throw Refused.invalid("period", "Name a wave or a period, not both.");
    }
    if (when.waveId() != null) {
      int wave = GlobalId.parseInt(WaveView.TYPE, when.waveId(), "waveId");
      if (waves.wave(wave).filter(one -> program == null || one.programId() == program).isEmpty()) {
        throw Refused.notFound("waveId", "There is no such wave.");
      }
      return List.of(wave);
    }
    Period period = when.period();
    if (period == null) {
      return lookup.newestWave(program);
    }
    Period asked = period.checked("period");
    return lookup.waves(program, asked.from(), asked.to());
  }

  private CompanyGroups.@Nullable Group companies(Whom whom) {
    if (whom.accountId() == null) {
      if (whom.scope() == CompanyScope.GROUP) {
        throw Refused.invalid("scope", "Name the account whose group is meant, or leave this out.");
      }
      return null;
    }
    int account = GlobalId.parseInt(AccountView.TYPE, whom.accountId(), "accountId");
    if (customers.account(account).isEmpty()) {
      throw Refused.notFound("accountId", "There is no such account, or none that you may see.");
    }
    CompanyGroups.Group alone = new CompanyGroups.Group(List.of(account), true);
    return whom.scope() == CompanyScope.GROUP
        ? groups.below(List.of(account), today.get()).getOrDefault(account, alone)
        : alone;
  }

  private @Nullable List<Integer> teams(Whom whom) {
    List<Integer> asked = null;
    if (whom.teamId() != null) {
      int team = GlobalId.parseInt(TeamView.TYPE, whom.teamId(), "teamId");
      if (!teams.exists(team)) {
        throw Refused.notFound("teamId", "There is no such team.");
      }
      asked = List.of(team);
    }
    if (whom.managerId() == null) {
      if (whom.line() != null) {
        throw Refused.invalid("line", "Name the manager whose line is meant, or leave this out.");
      }
      return asked;
    }
    int manager = managers.asked(whom.managerId());
    List<TeamRegister.Answering> theirs =
        whom.line() == null
            ? teams.led(List.of(manager), today.get())
            : teams.ledOrOfNobody(
                staff.branches(manager, whom.line() == LineScope.TREE).keySet(), today.get());
    List<Integer> ids =
        new ArrayList<>(theirs.stream().map(TeamRegister.Answering::teamId).toList());
    if (asked != null) {
      ids.retainAll(asked);
    }
    return ids;
  }
}
