package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.account.RelationshipType;
import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AccountRelationshipImport implements Importer<AccountRelationshipImport.Row> {
  @Inject AccountRegister accounts;

  record Row(
      ExternalId id,
      ExternalId account,
      RelationshipType type,
      ExternalId other,
      LocalDate since,
      @Nullable LocalDate until,
      Channel channel) {}

  @Override
  public String kind() {
    return "account-relationships";
  }

  @Override
  public Set<String> required() {
    return Set.of("account_external_id", "type", "other_external_id", "since");
  }

  @Override
  public Set<String> optional() {
    return Set.of("until", ToldChannel.COLUMN);
  }

  @Override
  public Row parse(CsvRow row) {
    LocalDate since = row.date("since");
    LocalDate until = row.optionalDate("until");
    if (until != null && !until.isAfter(since)) {
      throw row.invalid("until", "Name a day after since, or none.");
    }
    return new Row(
        row.id(),
        row.requiredReference("account_external_id"),
        row.oneOf("type", RelationshipType.class),
        row.requiredReference("other_external_id"),
        since,
        until,
        ToldChannel.of(row));
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    NamedAccounts known =
        NamedAccounts.of(
            accounts, rows.stream().flatMap(row -> Stream.of(row.account(), row.other())));
    return Batches.put(
        rows,
        row ->
            known
                .missing("account_external_id", row.account())
                .or(() -> known.missing("other_external_id", row.other())),
        good -> accounts.putRelationships(good.stream().map(row -> withIds(row, known)).toList()));
  }

  private static AccountRegister.RelationshipRow withIds(Row row, NamedAccounts known) {
    return new AccountRegister.RelationshipRow(
        row.id(),
        known.id(row.account()),
        row.type(),
        known.id(row.other()),
        row.since(),
        row.until(),
        row.channel());
  }
}
