package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.account.ContactRole;
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
class ContactImport implements Importer<ContactImport.Row> {
  @Inject AccountRegister accounts;

  record Row(
      ExternalId id,
      ExternalId account,
      String name,
      @Nullable String email,
      ContactRole role,
      String language,
      @Nullable LocalDate leftOn) {}

  @Override
  public String kind() {
    return "contacts";
  }

  @Override
  public Set<String> required() {
    return Set.of("account_external_id", "name", "role", "language");
  }

  @Override
  public Set<String> optional() {
    return Set.of("email", "left_on");
  }

  @Override
  public Row parse(CsvRow row) {
    return new Row(
        row.id(),
        row.requiredReference("account_external_id"),
        row.text("name"),
        row.optionalEmail("email"),
        row.oneOf("role", ContactRole.class),
        row.matching(
            "language",
            "[a-z]{2}",
            "Write the language as two letters of ISO 639, for example en."),
        row.optionalDate("left_on"));
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
        good -> accounts.putContacts(good.stream().map(row -> withAccount(row, known)).toList()));
  }

  private static AccountRegister.ContactRow withAccount(Row row, Map<ExternalId, Integer> known) {
    int account = Objects.requireNonNull(known.get(row.account()));
    return new AccountRegister.ContactRow(
        row.id(), account, row.name(), row.email(), row.role(), row.language(), row.leftOn());
  }
}
