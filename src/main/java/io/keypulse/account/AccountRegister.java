package io.keypulse.account;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The door through which imports bring accounts and contacts; rows come back in their order. */
@ApplicationScoped
public class AccountRegister {
  @Inject Accounts accounts;
  @Inject Contacts contacts;

  public record AccountRow(
      ExternalId id, int teamId, String name, String country, String segment) {}

  public record ContactRow(
      ExternalId id,
      int accountId,
      String name,
      @Nullable String email,
      ContactRole role,
      String language,
      @Nullable LocalDate leftOn) {}

  /** The ids of those accounts that exist. */
  public Map<ExternalId, Integer> ids(List<ExternalId> asked) {
    Map<ExternalId, Integer> ids = new HashMap<>();
    for (Accounts.Known known : accounts.known(asked)) {
      ids.put(new ExternalId(known.source(), known.externalId()), known.id());
    }
    return ids;
  }

  public List<Change> putAccounts(List<AccountRow> rows) {
    return Change.of(rows.stream().map(AccountRow::id).toList(), accounts.put(rows));
  }

  public List<Change> putContacts(List<ContactRow> rows) {
    return Change.of(rows.stream().map(ContactRow::id).toList(), contacts.put(rows));
  }
}
