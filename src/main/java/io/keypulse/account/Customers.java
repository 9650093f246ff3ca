package io.keypulse.account;

import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The door for reading: accounts and contacts by id, one statement for many, for fields of later
 * rooms.
 */
@ApplicationScoped
public class Customers {
  @Inject Accounts accounts;
  @Inject Segments segments;
  @Inject Contacts contacts;
  @Inject CurrentViewer viewer;

  /** The account of this id, if this viewer may see it. */
  public Optional<AccountView> account(int id) {
    return accounts.findByIdOptional(id).map(AccountView::of);
  }

  /**
   * The same, to which something is to be added.
   *
   * @throws Refused NOT_FOUND, or WRONG_STATE while it is archived, naming the field
   */
  public AccountView living(int id, String field) {
    Account account =
        accounts.kept(id).orElseThrow(() -> Refused.notFound(field, "There is no such account."));
    account.requireLiving(field);
    return AccountView.of(account);
  }

  /** An account and its place in the order asked for. */
  public record Found(AccountView account, String place) {}

  /**
   * What a statement finds, in its order.
   *
   * @param statement gives the id of an account and its place, over the one parameter {@code $1},
   *     an array of texts
   * @param byTeam the same for viewers of few teams, where there is a better way for them
   * @param alongTheIndex whether an index in that order leads to a page at once, for viewers of
   *     many
   */
  public List<Found> found(
      String statement, @Nullable String byTeam, List<String> given, boolean alongTheIndex) {
    return accounts.found(statement, byTeam, given, alongTheIndex).stream()
        .map(row -> new Found(AccountView.of((Account) row[0]), (String) row[1]))
        .toList();
  }

  /** The number that such a statement gives as the place of its only row. */
  public int number(String statement, List<String> given) {
    return accounts.number(statement, given);
  }

  /** A segment as everybody writes it, whatever its case and blanks here. */
  public String segment(String written) {
    return segments.spelled(written);
  }

  /** Whether an account that this viewer may see has it, as everybody writes it. */
  public boolean haveSegment(String segment) {
    return segments.known(segment);
  }

  /** Of the accounts that this viewer may see. */
  public List<String> segments() {
    return segments.all();
  }

  /** Those of these accounts that this viewer may see, by id. */
  public Map<Integer, AccountView> accounts(Collection<Integer> ids) {
    return accounts.byIds(ids).stream().collect(toMap(account -> account.id, AccountView::of));
  }

  /** As {@link #accounts}, only what each is called: for lists of thousands. */
  public Map<Integer, String> names(Collection<Integer> ids) {
    return accounts.names(ids).stream().collect(toMap(Accounts.Named::id, Accounts.Named::name));
  }

  /** Those of these contacts that this viewer may see, by id; masked for analysts. */
  public Map<Integer, ContactView> contacts(Collection<Integer> ids) {
    return contacts.byIds(ids).stream()
        .collect(
            toMap(contact -> contact.id, contact -> ContactView.of(contact, viewer.require())));
  }
}
