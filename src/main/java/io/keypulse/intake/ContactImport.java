package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.account.ContactRole;
import io.keypulse.account.Gender;
import io.keypulse.account.LifeDates;
import io.keypulse.account.PointMeans;
import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ContactImport implements Importer<ContactImport.Row> {
  private static final String ACCOUNT = "account_external_id";
  private static final List<String> NAMES = List.of("name", "given_name", "family_name");
  private static final String MANAGER = "reports_to_external_id";
  private static final Set<String> OPTIONAL =
      Set.of(
          """
          name given_name family_name email further_emails private_emails other_emails phone further_phones mobile_phones
          private_phones other_phones reports_to_external_id left_on job_title occupation time_zone street postal_code city
          region country birth_year gender since left_reason channel"""
              .split("\\s", -1));

  @Inject AccountRegister accounts;
  @Inject Today today;

  record Row(
      ExternalId id,
      @Nullable ExternalId account,
      @Nullable String name,
      @Nullable String email,
      List<ContactRole> roles,
      @Nullable String language,
      @Nullable LocalDate leftOn,
      @Nullable ExternalId manager,
      AccountRegister.Person more,
      List<AccountRegister.Point> points,
      Channel channel) {
    Stream<String> addresses() {
      return Stream.concat(
          Stream.ofNullable(email),
          points.stream()
              .filter(point -> point.means() == PointMeans.EMAIL)
              .map(AccountRegister.Point::value));
    }
  }

  private record Known(
      NamedAccounts accounts,
      Map<ExternalId, Integer> contacts,
      Set<ExternalId> ofArchived,
      Set<Object> erased) {}

  @Override
  public String kind() {
    return "contacts";
  }

  @Override
  public Set<String> required() {
    return Set.of(ACCOUNT, "role", "language");
  }

  @Override
  public Set<String> requiredOfNew() {
    return required();
  }

  @Override
  public List<String> oneOfNew() {
    return NAMES;
  }

  @Override
  public Set<String> optional() {
    return OPTIONAL;
  }

  @Override
  public Set<String> ownReferences() {
    return Set.of(MANAGER);
  }

  @Override
  public Row parse(CsvRow row) {
    ExternalId manager = row.reference(MANAGER);
    if (row.id().equals(manager)) {
      throw row.invalid(MANAGER, "Nobody reports to themselves.");
    }
    return new Row(
        row.id(),
        row.has(ACCOUNT) ? row.requiredReference(ACCOUNT) : null,
        name(row),
        row.optionalEmail("email"),
        row.has("role") ? row.someOf("role", ContactRole.class) : List.of(),
        row.has("language")
            ? row.checked("language", code -> Text.language("language", code))
            : null,
        row.optionalDate("left_on"),
        manager,
        person(row),
        PointColumn.told(row),
        ToldChannel.of(row));
  }

  /**
   * As it is written on a letter; given and family name where the file has no more. One of them
   * alone is a part of what is known already, and all of it of somebody new.
   */
  private static @Nullable String name(CsvRow row) {
    List<String> parts =
        Stream.of("given_name", "family_name")
            .map(row::optionalText)
            .filter(Objects::nonNull)
            .toList();
    boolean whole = row.optionalText("name") != null || parts.isEmpty();
    if (whole && NAMES.stream().noneMatch(row::has)) {
      return null;
    }
    String name = whole ? row.text("name") : String.join(" ", parts);
    String checked = row.checked("name", name, text -> Text.name("name", text));
    return whole || parts.size() > 1 ? checked : null;
  }

  private AccountRegister.Person person(CsvRow row) {
    Integer birthYear = row.optionalYear("birth_year");
    LocalDate since = row.optionalDate("since");
    return new AccountRegister.Person(
        row.optionalText("given_name"),
        row.optionalText("family_name"),
        row.optionalText("job_title"),
        row.optionalText("occupation"),
        row.optionalChecked("phone", number -> PointMeans.PHONE.checked("phone", number)),
        row.optionalChecked("time_zone", zone -> Text.timeZone("time_zone", zone)),
        row.optionalText("street"),
        row.optionalText("postal_code"),
        row.optionalText("city"),
        row.optionalText("region"),
        row.optionalChecked("country", code -> Text.country("country", code)),
        birthYear == null
            ? null
            : row.checked(
                "birth_year",
                birthYear,
                year -> LifeDates.birthYear("birth_year", year, today.get())),
        row.optionalOneOf("gender", Gender.class),
        since == null
            ? null
            : row.checked("since", since, day -> LifeDates.since("since", day, today.get())),
        row.optionalText("left_reason"));
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public boolean ofPeople() {
    return true;
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    List<ExternalId> managers = rows.stream().map(Row::manager).filter(Objects::nonNull).toList();
    List<ExternalId> people = new ArrayList<>(managers);
    rows.forEach(row -> people.add(row.id()));
    Known known =
        new Known(
            NamedAccounts.of(accounts, rows.stream().map(Row::account).filter(Objects::nonNull)),
            accounts.contactIds(managers),
            accounts.ofArchived(
                rows.stream().filter(row -> row.account() == null).map(Row::id).toList()),
            accounts.erased(people, rows.stream().flatMap(Row::addresses).toList()));
    return Batches.put(
        rows,
        row -> problem(row, known),
        good -> accounts.putContacts(good.stream().map(row -> withIds(row, known)).toList()));
  }

  private static Optional<Rejection> problem(Row row, Known known) {
    if (known.erased().contains(row.id())) {
      return Optional.of(Rejection.erased("external_id"));
    }
    if (row.addresses().anyMatch(known.erased()::contains)) {
      return Optional.of(Rejection.erased("email"));
    }
    if (known.ofArchived().contains(row.id())) {
      return Optional.of(
          new Rejection(
              "external_id",
              Rejection.Code.CONFLICT,
              "This person's account is archived; restore it with accountRestore, or name the one where they are now in %s."
                  .formatted(ACCOUNT)));
    }
    Optional<Rejection> missing =
        row.account() == null ? Optional.empty() : known.accounts().missing(ACCOUNT, row.account());
    if (missing.isPresent()) {
      return missing;
    }
    if (row.manager() == null || known.contacts().containsKey(row.manager())) {
      return Optional.empty();
    }
    return Optional.of(
        known.erased().contains(row.manager())
            ? Rejection.erased(MANAGER)
            : Rejection.unknown(MANAGER, row.manager()));
  }

  private static AccountRegister.ContactRow withIds(Row row, Known known) {
    return new AccountRegister.ContactRow(
        row.id(),
        row.account() == null ? null : (Integer) known.accounts().id(row.account()),
        row.name(),
        row.email(),
        row.roles(),
        row.language(),
        row.leftOn(),
        row.manager() == null ? null : known.contacts().get(row.manager()),
        row.more(),
        row.points(),
        row.channel());
  }
}
