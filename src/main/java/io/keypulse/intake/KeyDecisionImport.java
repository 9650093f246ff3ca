package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.keystatus.KeyDecision;
import io.keypulse.keystatus.KeyRegister;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class KeyDecisionImport implements Importer<KeyDecisionImport.Row> {
  @Inject AccountRegister accounts;
  @Inject KeyRegister register;

  record Row(
      ExternalId id,
      ExternalId account,
      KeyDecision outcome,
      @Nullable String tier,
      LocalDate from,
      LocalDate until,
      String decidedBy,
      String rationale) {}

  @Override
  public String kind() {
    return "key-decisions";
  }

  @Override
  public Set<String> required() {
    return Set.of(
        "account_external_id", "outcome", "valid_from", "valid_until", "decided_by", "rationale");
  }

  @Override
  public Set<String> optional() {
    return Set.of("tier");
  }

  @Override
  public Row parse(CsvRow row) {
    LocalDate from = row.date("valid_from");
    LocalDate until = row.date("valid_until");
    if (!until.isAfter(from)) {
      throw row.invalid(
          "valid_until",
          "Name the first day on which the decision no longer holds, after valid_from.");
    }
    return new Row(
        row.id(),
        row.requiredReference("account_external_id"),
        row.oneOf("outcome", KeyDecision.class),
        row.optionalText("tier"),
        from,
        until,
        row.text("decided_by"),
        row.text("rationale"));
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    Map<ExternalId, Integer> known = accounts.ids(rows.stream().map(Row::account).toList());
    return Batches.put(
        rows,
        row ->
            known.containsKey(row.account())
                ? Optional.empty()
                : Optional.of(Rejection.unknown("account_external_id", row.account())),
        good -> register.put(good.stream().map(row -> withAccount(row, known)).toList()));
  }

  private static KeyRegister.Row withAccount(Row row, Map<ExternalId, Integer> known) {
    int account = Objects.requireNonNull(known.get(row.account()));
    return new KeyRegister.Row(
        row.id(),
        account,
        row.outcome(),
        row.tier(),
        row.from(),
        row.until(),
        row.decidedBy(),
        row.rationale());
  }
}
