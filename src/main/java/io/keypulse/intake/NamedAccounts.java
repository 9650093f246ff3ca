package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.platform.ExternalId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The accounts that rows of a file name by their external ids.
 *
 * @param archived those that had such an id and gave it free
 */
record NamedAccounts(
    Map<ExternalId, Integer> living, Map<ExternalId, AccountRegister.Former> archived) {
  static NamedAccounts of(AccountRegister accounts, Stream<ExternalId> named) {
    List<ExternalId> all = named.distinct().toList();
    Map<ExternalId, Integer> living = accounts.ids(all);
    return new NamedAccounts(
        living, accounts.former(all.stream().filter(id -> !living.containsKey(id)).toList()));
  }

  int id(ExternalId account) {
    return Objects.requireNonNull(living.get(account));
  }

  /** Why a row cannot be put in that names this account: it waits until the account is there. */
  Optional<Rejection> missing(String column, ExternalId account) {
    if (living.containsKey(account)) {
      return Optional.empty();
    }
    AccountRegister.Former former = archived.get(account);
    return Optional.of(
        former == null
            ? Rejection.unknown(column, account)
            : Rejection.archived(column, account, former));
  }
}
