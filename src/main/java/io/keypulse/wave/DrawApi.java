package io.keypulse.wave;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.team.TeamRole;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** What was frozen with a draw, and whether it holds. */
@GraphQLApi
public class DrawApi {
  @Inject DrawVerifier verifier;
  @Inject WaveTeams teams;
  @Inject Customers customers;
  @Inject Colleagues colleagues;
  @Inject CurrentViewer viewer;

  @Name("WaveTeamMember")
  @Description("Somebody who served an account on the day of a draw.")
  public record Member(TeamRole role, String function, @Ignore int employeeKey) {}

  @Query("waveDrawVerify")
  @Description(
      "Draws once more from the seed and compares, over the whole frame; null when there is no such wave. The file under GET /waves/{id}/draw.csv is verified without Keypulse by docs/verify/VerifyDraw.java.")
  @Transactional
  public Optional<DrawVerification> waveDrawVerify(@Id String id) {
    viewer.require();
    int waveId = GlobalId.parseInt(WaveView.TYPE, id, "id");
    return QuarkusTransaction.suspendingExisting().call(() -> verifier.verify(waveId));
  }

  @Query("waveTeam")
  @Description(
      "Who served the account on the day of the draw; empty when nobody of it was drawn. NOT_FOUND for accounts this viewer does not see.")
  @Transactional
  public List<@NonNull Member> waveTeam(@Id String waveId, @Id String accountId) {
    viewer.require();
    int account = GlobalId.parseInt(AccountView.TYPE, accountId, "accountId");
    int wave = GlobalId.parseInt(WaveView.TYPE, waveId, "waveId");
    if (customers.account(account).isEmpty()) {
      throw Refused.notFound("accountId", "There is no such account.");
    }
    return teams.members(wave, account).stream()
        .map(
            member ->
                new Member(TeamRole.valueOf(member.role()), member.function(), member.employeeId()))
        .toList();
  }

  @Transactional
  public List<EmployeeView> employee(@Source List<Member> asked) {
    return Batch.each(asked, Member::employeeKey, colleagues::byIds);
  }
}
