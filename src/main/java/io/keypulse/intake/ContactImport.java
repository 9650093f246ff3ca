package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.account.ContactRole;
import io.keypulse.account.Gender;
import io.keypulse.account.PointMeans;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Text;
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
      @Nullable LocalDate leftOn,
      AccountRegister.Person more) {}

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
    return Set.of(
        "email",
        "left_on",
        "given_name",
        "family_name",
        "job_title",
        "occupation",
        "phone",
        "time_zone",
        "street",
        "postal_code",
        "city",
        "region",
        "country",
        "birth_year",
        "gender",
        "since",
        "left_reason");
  }

  @Override
  public Row parse(CsvRow row) {
    return new Row(
        row.id(),
        row.requiredReference("account_external_id"),
        row.text("name"),
        row.optionalEmail("email"),
        row.oneOf("role", ContactRole.class),
        row.checked("language", code -> Text.language("language", code)),
        row.optionalDate("left_on"),
        person(row));
  }

  private static AccountRegister.Person person(CsvRow row) {
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
        row.optionalYear("birth_year"),
        row.optionalOneOf("gender", Gender.class),
        row.optionalDate("since"),
        row.optionalText("left_reason"));
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    Map<ExternalId, Integer> known = accounts.ids(rows.stream().map(Row::account).toList());
    Set<Object> erased =
        accounts.erased(
            rows.stream().map(Row::id).toList(),
            rows.stream().map(Row::email).filter(Objects::nonNull).toList());
    return Batches.put(
        rows,
        row -> problem(row, known, erased),
        good -> accounts.putContacts(good.stream().map(row -> withAccount(row, known)).toList()));
  }

  private static Optional<Rejection> problem(
      Row row, Map<ExternalId, Integer> known, Set<Object> erased) {
    if (erased.contains(row.id())) {
      return Optional.of(Rejection.erased("external_id"));
    }
    if (row.email() != null && erased.contains(row.email())) {
      return Optional.of(Rejection.erased("email"));
    }
    return known.containsKey(row.account())
        ? Optional.empty()
        : Optional.of(Rejection.unknown("account_external_id", row.account()));
  }

  private static AccountRegister.ContactRow withAccount(Row row, Map<ExternalId, Integer> known) {
    int account = Objects.requireNonNull(known.get(row.account()));
    return new AccountRegister.ContactRow(
        row.id(),
        account,
        row.name(),
        row.email(),
        row.role(),
        row.language(),
        row.leftOn(),
        row.more());
  }
}
