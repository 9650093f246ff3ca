package io.keypulse.intake;

import io.keypulse.account.AccountLifecycle;
import io.keypulse.account.AccountRegister;
import io.keypulse.platform.Change;
import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.keypulse.team.TeamRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AccountImport implements Importer<AccountImport.Row> {
  static final String IDS =
      "(select source, value as external_id from account_external_id where not released)";
  private static final String PARENT = "parent_external_id";

  @Inject AccountRegister accounts;
  @Inject TeamRegister teams;
  @Inject ServedSince served;
  @Inject Today today;

  record Row(
      ExternalId id,
      @Nullable String name,
      @Nullable String country,
      @Nullable String segment,
      @Nullable ExternalId team,
      @Nullable String legalName,
      @Nullable String taxId,
      @Nullable AccountLifecycle lifecycle,
      @Nullable LocalDate servedSince,
      @Nullable ExternalId parent,
      Channel channel) {}

  @Override
  public String kind() {
    return "accounts";
  }

  @Override
  public Set<String> required() {
    return Set.of("name", "country", "segment");
  }

  @Override
  public Set<String> requiredOfNew() {
    return required();
  }

  /** Whatever any system calls them. */
  @Override
  public Optional<String> table() {
    return Optional.of(IDS);
  }

  @Override
  public Set<String> optional() {
    return Set.of(
        "team_external_id",
        "served_since",
        "legal_name",
        "tax_id",
        "lifecycle",
        PARENT,
        ToldChannel.COLUMN);
  }

  @Override
  public Set<String> ownReferences() {
    return Set.of(PARENT);
  }

  @Override
  public String columnOf(String named, Map<String, String> row) {
    return Set.of("account_external_id", "other_external_id").contains(named) ? PARENT : named;
  }

  @Override
  public Row parse(CsvRow row) {
    ExternalId parent = row.reference(PARENT);
    if (row.id().equals(parent)) {
      throw row.invalid(PARENT, "No company belongs to itself.");
    }
    return new Row(
        row.id(),
        told(row, "name", row::text),
        told(row, "country", column -> row.checked(column, code -> Text.country(column, code))),
        told(row, "segment", row::text),
        row.reference("team_external_id"),
        row.optionalText("legal_name"),
        row.optionalText("tax_id"),
        row.optionalOneOf("lifecycle", AccountLifecycle.class),
        row.optionalDate("served_since"),
        parent,
        ToldChannel.of(row));
  }

  private static @Nullable String told(CsvRow row, String column, UnaryOperator<String> cell) {
    return row.has(column) ? cell.apply(column) : null;
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    Map<ExternalId, Integer> teamIds =
        teams.ids(rows.stream().map(Row::team).filter(Objects::nonNull).toList());
    NamedAccounts parents =
        NamedAccounts.of(accounts, rows.stream().map(Row::parent).filter(Objects::nonNull));
    return served.remarked(
        rows,
        FormerIds.remarked(
            accounts,
            rows.stream().map(Row::id).toList(),
            Batches.put(rows, row -> problem(row, parents), good -> put(good, teamIds, parents)),
            AccountImport::madeAnew));
  }

  /** A file that still knows an account which was archived makes another one of it. */
  private static String madeAnew(AccountRegister.Former former) {
    return "This made a new account: %s (%s) had this id and is archived, with its contacts and history. Archive the new one and restore that, or leave it out of the file."
        .formatted(former.name(), former.id());
  }

  private Optional<Rejection> problem(Row row, NamedAccounts parents) {
    LocalDate since = row.servedSince();
    if (since != null && since.isAfter(today.get())) {
      return Optional.of(
          new Rejection(
              "served_since",
              Rejection.Code.INVALID,
              "Write today or an earlier day: a file gives an account another team on the day on which it comes in, and nothing plans that ahead."));
    }
    return Optional.ofNullable(row.parent()).flatMap(parent -> parents.missing(PARENT, parent));
  }

  private List<Change> put(
      List<Row> rows, Map<ExternalId, Integer> teamIds, NamedAccounts parents) {
    List<Change> changes =
        accounts.putAccounts(rows.stream().map(row -> withTeam(row, teamIds)).toList());
    Set<ExternalId> moved = new HashSet<>(served.put(rows));
    moved.addAll(owned(rows, parents));
    return IntStream.range(0, rows.size())
        .mapToObj(
            i ->
                changes.get(i) == Change.UNCHANGED && moved.contains(rows.get(i).id())
                    ? Change.UPDATED
                    : changes.get(i))
        .toList();
  }

  /** Those whose owner was not known. */
  private Set<ExternalId> owned(List<Row> rows, NamedAccounts parents) {
    Map<ExternalId, AccountRegister.Owner> owners = new HashMap<>();
    for (Row row : rows) {
      if (row.parent() != null) {
        owners.put(row.id(), new AccountRegister.Owner(parents.id(row.parent()), row.channel()));
      }
    }
    return accounts.putParents(owners);
  }

  private static AccountRegister.AccountRow withTeam(Row row, Map<ExternalId, Integer> teamIds) {
    return new AccountRegister.AccountRow(
        row.id(),
        row.team() == null ? null : teamIds.get(row.team()),
        row.name(),
        row.country(),
        row.segment(),
        row.legalName(),
        row.taxId(),
        row.lifecycle(),
        row.channel());
  }
}
