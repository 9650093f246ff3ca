package io.keypulse.keystatus;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The door through which decisions about key status come in. */
@ApplicationScoped
public class KeyRegister {
  @Inject GivenKeyDecisions decisions;
  @Inject KeyAccounts keyAccounts;
  @Inject InstantSource clock;

  /** A decision as another system knows it, and which other one it takes the place of. */
  public record Row(ExternalId id, Decided decided, @Nullable ExternalId supersedes) {}

  /** Those of these decisions that exist, superseded or not. */
  public Set<ExternalId> known(Collection<ExternalId> ids) {
    return Set.copyOf(decisions.known(ids));
  }

  /** Those accounts that are key on that day and that the viewer sees. */
  public Set<Integer> keyOn(LocalDate day) {
    return keyAccounts.all(day).stream()
        .map(KeyAccounts.Found::accountId)
        .collect(Collectors.toSet());
  }

  /** Every tier that a decision names which the viewer sees, in force or not. */
  public Set<String> tiers() {
    return Set.copyOf(keyAccounts.tiers());
  }

  /** A row that says something else than the current decision of its id supersedes it. */
  public List<Change> put(List<Row> rows) {
    Instant now = clock.instant();
    Set<ExternalId> superseding = new HashSet<>(decisions.supersede(rows, now));
    List<Change.Put> put =
        decisions.add(rows, now).stream()
            .map(id -> new Change.Put(id.source(), id.value(), !superseding.contains(id)))
            .toList();
    return Change.of(rows.stream().map(Row::id).toList(), put);
  }
}
