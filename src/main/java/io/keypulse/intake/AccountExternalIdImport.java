package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What further systems call accounts that are known by an id of another one. */
@ApplicationScoped
class AccountExternalIdImport implements Importer<AccountExternalIdImport.Row> {
  private static final String ACCOUNT = "account_external_id";

  @Inject AccountRegister accounts;

  record Row(ExternalId id, ExternalId account, Channel channel) {}

  @Override
  public String kind() {
    return "account-external-ids";
  }

  @Override
  public Set<String> required() {
    return Set.of(ACCOUNT);
  }

  @Override
  public Set<String> optional() {
    return Set.of(ToldChannel.COLUMN);
  }

  @Override
  public Set<String> ownReferences() {
    return Set.of(ACCOUNT);
  }

  /** An export has its own id of the account there, and beside it the further one. */
  @Override
  public String idInExports() {
    return ACCOUNT;
  }

  @Override
  public Optional<String> table() {
    return Optional.of(AccountImport.IDS);
  }

  @Override
  public Row parse(CsvRow row) {
    ExternalId account = row.requiredReference(ACCOUNT);
    if (row.id().equals(account)) {
      throw row.invalid(
          ACCOUNT,
          "This is the id that is to be added; name one by which the account is known already.");
    }
    return new Row(row.id(), account, ToldChannel.of(row));
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    NamedAccounts known = NamedAccounts.of(accounts, rows.stream().map(Row::account));
    List<ExternalId> ids = rows.stream().map(Row::id).toList();
    Map<ExternalId, AccountRegister.Holder> holders = accounts.holders(ids);
    return FormerIds.remarked(
        accounts,
        ids,
        Batches.put(
            rows,
            row ->
                known
                    .missing(ACCOUNT, row.account())
                    .or(() -> taken(holders.get(row.id()), known.id(row.account()))),
            good ->
                accounts.putExternalIds(
                    good.stream()
                        .map(
                            row ->
                                new AccountRegister.ExternalIdRow(
                                    row.id(), known.id(row.account()), row.channel()))
                        .toList())),
        former ->
            "The account has this id now: %s (%s) had it and is archived, and is not restored while that is so."
                .formatted(former.name(), former.id()));
  }

  private static Optional<Rejection> taken(AccountRegister.@Nullable Holder holder, int account) {
    return holder == null || holder.accountId() == account
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                "external_id",
                Rejection.Code.CONFLICT,
                "%s (%s) has this id; take it from there with accountExternalIdRemove, or correct %s."
                    .formatted(holder.name(), holder.id(), ACCOUNT)));
  }
}
