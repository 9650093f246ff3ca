package io.keypulse.keystatus;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door through which decisions about key status come in. */
@ApplicationScoped
public class KeyRegister {
  @Inject KeyDecisions decisions;

  /** A decision in force from {@code since} until the day before {@code until}. */
  public record Row(
      ExternalId id,
      int accountId,
      KeyDecision outcome,
      @Nullable String tier,
      LocalDate since,
      LocalDate until,
      String decidedBy,
      String rationale) {}

  public List<Change> put(List<Row> rows) {
    return Change.of(rows.stream().map(Row::id).toList(), decisions.put(rows));
  }
}
