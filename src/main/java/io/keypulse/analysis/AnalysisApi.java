package io.keypulse.analysis;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import io.keypulse.team.TeamRegister;
import io.keypulse.team.TeamView;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class AnalysisApi {
  @Inject Analyst analyst;
  @Inject WaveLog waves;
  @Inject Customers customers;
  @Inject TeamRegister teams;
  @Inject CurrentViewer viewer;

  @Query("dissatisfaction")
  @Description(
      "Who is dissatisfied in a wave, the newest unless said, over all accounts this viewer sees, one team's or one"
          + " account's; null when there is no wave yet.")
  @Transactional
  public Optional<DissatisfactionView> dissatisfaction(
      @Nullable @Id String waveId, @Nullable @Id String teamId, @Nullable @Id String accountId) {
    viewer.require();
    Optional<Integer> wave =
        waveId == null
            ? waves.latest()
            : Optional.of(GlobalId.parseInt(WaveView.TYPE, waveId, "waveId"));
    Integer team = teamId == null ? null : GlobalId.parseInt(TeamView.TYPE, teamId, "teamId");
    Integer account =
        accountId == null ? null : GlobalId.parseInt(AccountView.TYPE, accountId, "accountId");
    if (team != null && !teams.exists(team)) {
      throw Refused.notFound("teamId", "There is no such team.");
    }
    if (account != null && customers.account(account).isEmpty()) {
      throw Refused.notFound("accountId", "There is no such account, or none that you may see.");
    }
    return wave.map(
        id -> {
          WaveLog.Facts facts =
              waves
                  .facts(id)
                  .orElseThrow(() -> Refused.notFound("waveId", "There is no such wave."));
          return analyst.judge(new Scope(id, team, account), facts.aspects());
        });
  }

  @Transactional
  public List<WaveView> wave(@Source List<DissatisfactionView> asked) {
    List<Integer> ids = asked.stream().map(DissatisfactionView::waveKey).toList();
    return Batch.each(asked, DissatisfactionView::waveKey, waves.waves(ids));
  }

  @Transactional
  public List<AccountView> account(@Source List<DissatisfactionView.AccountDissatisfaction> asked) {
    List<Integer> ids =
        asked.stream().map(DissatisfactionView.AccountDissatisfaction::accountKey).toList();
    return Batch.each(
        asked, DissatisfactionView.AccountDissatisfaction::accountKey, customers.accounts(ids));
  }
}
