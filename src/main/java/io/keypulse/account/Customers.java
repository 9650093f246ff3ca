package io.keypulse.account;

import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.CurrentViewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The door for reading: accounts and contacts by id, one statement for many, for fields of later
 * rooms.
 */
@ApplicationScoped
public class Customers {
  @Inject Accounts accounts;
  @Inject Contacts contacts;
  @Inject CurrentViewer viewer;

  /** The account of this id, if this viewer may see it. */
  public Optional<AccountView> account(int id) {
    return accounts.findByIdOptional(id).map(AccountView::of);
  }

  /** Those of these accounts that this viewer may see, by id. */
  public Map<Integer, AccountView> accounts(Collection<Integer> ids) {
    return accounts.byIds(ids).stream().collect(toMap(account -> account.id, AccountView::of));
  }

  /** Those of these contacts that this viewer may see, by id; masked for analysts. */
  public Map<Integer, ContactView> contacts(Collection<Integer> ids) {
    return contacts.byIds(ids).stream()
        .collect(
            toMap(contact -> contact.id, contact -> ContactView.of(contact, viewer.require())));
  }
}
