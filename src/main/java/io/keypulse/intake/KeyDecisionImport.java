package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.keystatus.Decided;
import io.keypulse.keystatus.KeyOutcome;
import io.keypulse.keystatus.KeyRegister;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
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
      KeyOutcome outcome,
      @Nullable String tier,
      LocalDate from,
      LocalDate until,
      String decidedBy,
      @Nullable String approvedBy,
      String rationale,
      @Nullable ExternalId supersedes) {}

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
    return Set.of("tier", "approved_by", "supersedes_external_id");
  }

  @Override
  public Set<String> ownReferences() {
    return Set.of("supersedes_external_id");
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
        row.oneOf("outcome", KeyOutcome.class),
        row.optionalText("tier"),
        from,
        until,
        row.text("decided_by"),
        row.optionalText("approved_by"),
        row.text("rationale"),
        row.reference("supersedes_external_id"));
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    NamedAccounts known = NamedAccounts.of(accounts, rows.stream().map(Row::account));
    Set<ExternalId> decided =
        register.known(rows.stream().map(Row::supersedes).filter(Objects::nonNull).toList());
    return Batches.put(
        rows,
        row -> problem(row, known, decided),
        good -> register.put(good.stream().map(row -> withAccount(row, known)).toList()));
  }

  private static Optional<Rejection> problem(
      Row row, NamedAccounts accounts, Set<ExternalId> decided) {
    return accounts
        .missing("account_external_id", row.account())
        .or(
            () ->
                Optional.ofNullable(row.supersedes())
                    .filter(other -> !decided.contains(other))
                    .map(other -> Rejection.unknown("supersedes_external_id", other)));
  }

  private static KeyRegister.Row withAccount(Row row, NamedAccounts known) {
    Decided decided =
        new Decided(
            known.id(row.account()),
            row.outcome(),
            row.tier(),
            row.from(),
            row.until(),
            row.decidedBy(),
            row.approvedBy(),
            row.rationale());
    return new KeyRegister.Row(row.id(), decided, row.supersedes());
  }
}
