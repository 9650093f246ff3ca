package io.keypulse.keystatus;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.Provenance;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("KeyDecision")
@Description("A decision as it was written down; a correction is a decision of its own.")
public record KeyDecisionView(
    @Id String id,
    KeyOutcome outcome,
    @Description("Present where the outcome makes the account key.") Optional<String> tier,
    LocalDate since,
    @Description("First day on which it no longer holds.") LocalDate until,
    String decidedBy,
    Optional<String> approvedBy,
    String rationale,
    @Description("Since when we believed it.") OffsetDateTime knownFrom,
    @Description("When a correction took its place or it was revoked; absent while it counts.")
        Optional<OffsetDateTime> supersededAt,
    @Description("Why it should never have been decided, where that was so.")
        Optional<String> revokedBecause,
    @Description("Name it as expectedVersion when you correct it.") int version,
    Provenance provenance,
    @Ignore int key,
    @Ignore int accountKey,
    @Ignore Optional<Integer> supersedesKey,
    @Ignore Optional<Integer> deciderKey,
    @Ignore Optional<Integer> approverKey)
    implements Node {
  public static final String TYPE = "KeyDecision";

  static KeyDecisionView of(KeyDecisions.Entry entry) {
    return new KeyDecisionView(
        GlobalId.of(TYPE, entry.id()),
        KeyOutcome.valueOf(entry.outcome()),
        Optional.ofNullable(entry.tier()),
        entry.since(),
        entry.until(),
        entry.decidedBy(),
        Optional.ofNullable(entry.approvedBy()),
        entry.rationale(),
        entry.knownFrom().atOffset(ZoneOffset.UTC),
        Optional.ofNullable(entry.supersededAt()).map(at -> at.atOffset(ZoneOffset.UTC)),
        Optional.ofNullable(entry.revokedBecause()),
        entry.version(),
        Provenance.of(entry.channel(), entry.source(), entry.recordedAt(), entry.recordedBy()),
        entry.id(),
        entry.accountId(),
        Optional.ofNullable(entry.supersedesId()),
        Optional.ofNullable(entry.decidedById()),
        Optional.ofNullable(entry.approvedById()));
  }
}
