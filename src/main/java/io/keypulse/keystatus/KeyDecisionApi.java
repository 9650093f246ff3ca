package io.keypulse.keystatus;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.account.TeamAssignment;
import io.keypulse.platform.Chance;
import io.keypulse.platform.Channel;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import io.keypulse.team.TeamRights;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.jspecify.annotations.Nullable;

/** For administrators and whoever stands above the lead of the account's team. */
@GraphQLApi
public class KeyDecisionApi {
  @Inject KeyDecisions decisions;
  @Inject Deciders deciders;
  @Inject Customers customers;
  @Inject TeamAssignment assignment;
  @Inject TeamRights rights;
  @Inject CurrentViewer viewer;
  @Inject Idempotency idempotency;
  @Inject Chance chance;
  @Inject Today today;
  @Inject InstantSource clock;

  @Input("KeyDecisionRevokeInput")
  public record Revoke(
      @Id String id,
      int expectedVersion,
      @Description("Why it should not have been; kept with the decision.") String reason) {}

  @Mutation("keyAccountDecide")
  @Description(
      "For administrators and whoever stands above the lead of the account's team. WRONG_STATE while another decision holds in part of that time, or the account is archived.")
  @Transactional
  public KeyDecisionView keyAccountDecide(KeyAccountDecide input) {
    Viewer current = viewer.requireToChange();
    int key = GlobalId.parseInt(AccountView.TYPE, input.accountId(), "accountId");
    oneAfterTheOther(key);
    AccountView account = customers.living(key, "accountId");
    rights.requireAbove(List.of(account.teamId()));
    Deciders.Named by = deciders.of(input, current);
    Decided decided = input.checked(account, by, today);
    long id =
        idempotency.once(
            "keyAccountDecide", input.idempotencyKey(), input, () -> decide(input, decided, by));
    return present((int) id);
  }

  private int decide(KeyAccountDecide input, Decided decided, Deciders.Named by) {
    Instant now = clock.instant();
    String channel = channel(input.channel());
    if (Boolean.TRUE.equals(input.cutsShort())) {
      decisions
          .lockedInForce(decided.accountId(), decided.since())
          .ifPresent(
              was ->
                  supersede(
                      was,
                      Decided.of(was).until(decided.since()),
                      Deciders.Named.of(was),
                      channel,
                      now));
    }
    ExternalId id = new ExternalId("keypulse", chance.key().toString());
    return decisions.add(id, decided, by, channel, now, null);
  }

  @Mutation("keyDecisionCorrect")
  @Description(
      "For administrators and whoever stands above the lead of the account's team. What was believed until now stays readable; returns the decision that takes its place. WRONG_STATE where another has taken it already.")
  @Transactional
  public KeyDecisionView keyDecisionCorrect(KeyDecisionCorrect input) {
    KeyDecisions.Entry was = lockedForChange(input.id(), input.expectedVersion());
    Deciders.Named by = deciders.of(input, was);
    Decided corrected = input.corrected(was, by, today);
    return present(
        corrected.equals(Decided.of(was)) && by.equals(Deciders.Named.of(was))
            ? was.id()
            : supersede(was, corrected, by, channel(input.channel()), clock.instant()));
  }

  @Mutation("keyDecisionRevoke")
  @Description(
      "For administrators and whoever stands above the lead of the account's team: it should never have been decided. Nothing takes its place, and what was decided before it counts again; a decision that it had cut short stays short. What was believed until now stays readable. WRONG_STATE where it does not count any more.")
  @Transactional
  public KeyDecisionView keyDecisionRevoke(Revoke input) {
    KeyDecisions.Entry was = lockedForChange(input.id(), input.expectedVersion());
    decisions.revoke(
        was.id(),
        clock.instant(),
        Text.line("reason", input.reason(), KeyAccountDecide.LONGEST_RATIONALE));
    return present(was.id());
  }

  private KeyDecisions.Entry lockedForChange(String id, int expectedVersion) {
    viewer.requireToChange();
    int key = GlobalId.parseInt(KeyDecisionView.TYPE, id, "id");
    decisions.byIds(List.of(key)).forEach(seen -> oneAfterTheOther(seen.accountId()));
    KeyDecisions.Entry was =
        decisions
            .locked(key)
            .orElseThrow(() -> Refused.notFound("id", "There is no such decision."));
    rights.requireAbove(List.of(was.teamId()));
    Refused.unlessCurrent(expectedVersion, was.version());
    if (was.supersededAt() != null) {
      throw Refused.wrongState(
          "id", "This was corrected or revoked already; change what took its place.");
    }
    return was;
  }

  private int supersede(
      KeyDecisions.Entry was, Decided corrected, Deciders.Named by, String channel, Instant now) {
    Instant at = decisions.supersede(was.id(), now);
    ExternalId id = new ExternalId(was.source(), was.externalId());
    return decisions.add(id, corrected, by, channel, at, was.id());
  }

  /** Two inserts that exclude each other would wait for each other. */
  private void oneAfterTheOther(int account) {
    assignment.locked(account);
  }

  private KeyDecisionView present(int id) {
    return KeyDecisionView.of(decisions.byIds(List.of(id)).getFirst());
  }

  private static String channel(@Nullable Channel channel) {
    return (channel == null ? Channel.MANUAL : channel).name();
  }
}
