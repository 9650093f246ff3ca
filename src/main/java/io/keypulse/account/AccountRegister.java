package io.keypulse.account;

import static java.util.stream.Collectors.joining;

import io.keypulse.platform.Change;
import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.GlobalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The door through which imports bring accounts and contacts; rows come back in their order. */
@ApplicationScoped
public class AccountRegister {
  /**
   * What an account that changes sets off compares all that change in a statement with each other.
   */
  private static final int IDS_AT_ONCE = 200;

  @Inject Accounts accounts;
  @Inject ToldAccounts toldAccounts;
  @Inject ToldExternalIds externalIds;
  @Inject FormerAccounts formerAccounts;
  @Inject Relationships relationships;
  @Inject Parents parents;
  @Inject Contacts contacts;
  @Inject ToldContacts told;
  @Inject ContactPoints points;
  @Inject Erasures erasures;
  @Inject Readmissions readmissions;
  @Inject InstantSource clock;

  /**
   * What is null stays as it is; a new account has a name, a country and a segment, and where
   * nothing is said no team, and is a customer.
   */
  public record AccountRow(
      ExternalId id,
      @Nullable Integer teamId,
      @Nullable String name,
      @Nullable String country,
      @Nullable String segment,
      @Nullable String legalName,
      @Nullable String taxId,
      @Nullable AccountLifecycle lifecycle,
      Channel channel) {}

  /** What else a system calls an account. */
  public record ExternalIdRow(ExternalId id, int accountId, Channel channel) {}

  /** Whom an account belongs to, and how we learned of it. */
  public record Owner(int accountId, Channel channel) {}

  /** An archived account as clients know it. */
  public record Former(String id, String name) {}

  /** A living account that has an id, also as clients know it. */
  public record Holder(int accountId, String id, String name) {}

  public record RelationshipRow(
      ExternalId id,
      int accountId,
      RelationshipType type,
      int otherId,
      LocalDate since,
      @Nullable LocalDate until,
      Channel channel) {}

  /**
   * What is null stays as it is, and so do the roles where there are none; a new contact has all of
   * account, role and language, and a name or a part of one.
   */
  public record ContactRow(
      ExternalId id,
      @Nullable Integer accountId,
      @Nullable String name,
      @Nullable String email,
      List<ContactRole> roles,
      @Nullable String language,
      @Nullable LocalDate leftOn,
      @Nullable Integer reportsToId,
      Person more,
      List<Point> points,
      Channel channel) {
    Stream<String> addresses() {
      return Stream.concat(
          Stream.ofNullable(email),
          points.stream().filter(point -> point.means() == PointMeans.EMAIL).map(Point::value));
    }

    @Nullable String role() {
      return roles.isEmpty() ? null : roles.getFirst().name();
    }

    /** Those after the foremost, parted by commas. */
    String furtherRoles() {
      return roles.stream().skip(1).map(ContactRole::name).collect(joining(","));
    }
  }

  /** An address or number beside the primary ones. */
  public record Point(PointMeans means, PointKind kind, String value) {}

  /** What a file may know beyond that. */
  public record Person(
      @Nullable String givenName,
      @Nullable String familyName,
      @Nullable String jobTitle,
      @Nullable String occupation,
      @Nullable String phone,
      @Nullable String timeZone,
      @Nullable String street,
      @Nullable String postalCode,
      @Nullable String city,
      @Nullable String region,
      @Nullable String country,
      @Nullable Integer birthYear,
      @Nullable Gender gender,
      @Nullable LocalDate joinedOn,
      @Nullable String leftReason) {}

  /**
   * The living accounts of these ids, first or further ones. An id that a merge was moving is
   * looked for again, where it leads then.
   */
  public Map<ExternalId, Integer> ids(List<ExternalId> asked) {
    Map<ExternalId, Integer> ids = living(asked);
    List<ExternalId> missing = asked.stream().filter(id -> !ids.containsKey(id)).toList();
    if (!missing.isEmpty()) {
      ids.putAll(living(missing));
    }
    return ids;
  }

  private Map<ExternalId, Integer> living(List<ExternalId> asked) {
    Map<ExternalId, Integer> ids = new HashMap<>();
    for (Accounts.Known known : accounts.kept(asked)) {
      ids.put(new ExternalId(known.source(), known.externalId()), known.id());
    }
    return ids;
  }

  /** The archived accounts that had these ids. */
  public Map<ExternalId, Former> former(List<ExternalId> asked) {
    Map<ExternalId, Former> former = new HashMap<>();
    for (FormerAccounts.Former one :
        asked.isEmpty() ? List.<FormerAccounts.Former>of() : formerAccounts.of(asked)) {
      former.put(
          new ExternalId(one.source(), one.externalId()),
          new Former(GlobalId.of(AccountView.TYPE, one.accountId()), one.name()));
    }
    return former;
  }

  public Map<ExternalId, Integer> contactIds(List<ExternalId> asked) {
    Map<ExternalId, Integer> ids = new HashMap<>();
    for (Contacts.Known known : contacts.known(asked)) {
      ids.put(new ExternalId(known.source(), known.externalId()), known.id());
    }
    return ids;
  }

  /** Those of these contacts whose account is archived. */
  public Set<ExternalId> ofArchived(List<ExternalId> asked) {
    return asked.isEmpty() ? Set.of() : contacts.ofArchived(asked);
  }

  /** Those ids and addresses, of all these, that belong to people who were erased. */
  public Set<Object> erased(List<ExternalId> ids, List<String> addresses) {
    return erasures.among(ids, addresses);
  }

  public List<Change> putAccounts(List<AccountRow> rows) {
    return Change.of(rows.stream().map(AccountRow::id).toList(), toldAccounts.put(rows));
  }

  /** The living accounts that have these ids. */
  public Map<ExternalId, Holder> holders(List<ExternalId> asked) {
    Map<ExternalId, Holder> holders = new HashMap<>();
    for (ToldExternalIds.Held one : externalIds.held(asked)) {
      holders.put(
          new ExternalId(one.source(), one.externalId()),
          new Holder(one.accountId(), GlobalId.of(AccountView.TYPE, one.accountId()), one.name()));
    }
    return holders;
  }

  public List<Change> putExternalIds(List<ExternalIdRow> rows) {
    List<Change.Put> put = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += IDS_AT_ONCE) {
      put.addAll(externalIds.put(rows.subList(from, Math.min(rows.size(), from + IDS_AT_ONCE))));
    }
    return Change.of(rows.stream().map(ExternalIdRow::id).toList(), put);
  }

  public List<Change> putRelationships(List<RelationshipRow> rows) {
    return Change.of(rows.stream().map(RelationshipRow::id).toList(), relationships.put(rows));
  }

  /**
   * From today on, each account belongs to this one.
   *
   * @param owners by what they own
   * @return those of whom that was not known
   */
  public Set<ExternalId> putParents(Map<ExternalId, Owner> owners) {
    return owners.isEmpty() ? Set.of() : parents.put(owners, ids(List.copyOf(owners.keySet())));
  }

  public List<Change> putContacts(List<ContactRow> rows) {
    List<ExternalId> ids = rows.stream().map(ContactRow::id).toList();
    List<Change> changes = Change.of(ids, told.put(rows));
    List<Change> ofPoints = Change.of(ids, points.put(rows));
    if (readmissions.any()) {
      takeUpPermissions(rows, contactIds(ids));
    }
    return IntStream.range(0, ids.size())
        .mapToObj(i -> changes.get(i) == Change.UNCHANGED ? ofPoints.get(i) : changes.get(i))
        .toList();
  }

  private void takeUpPermissions(List<ContactRow> rows, Map<ExternalId, Integer> contactIds) {
    readmissions.takeUpPermissions(
        rows.stream()
            .flatMap(
                row -> {
                  int contact = Objects.requireNonNull(contactIds.get(row.id()));
                  return Stream.concat(
                      Stream.of(readmissions.identity(contact, row.id())),
                      row.addresses().map(address -> readmissions.identity(contact, address)));
                })
            .toList(),
        clock.instant());
  }
}
