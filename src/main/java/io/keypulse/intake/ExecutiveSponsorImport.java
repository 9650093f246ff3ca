package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import io.keypulse.staff.StaffRegister;
import io.keypulse.team.SponsorRegister;
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
class ExecutiveSponsorImport implements Importer<ExecutiveSponsorImport.Row> {
  @Inject AccountRegister accounts;
  @Inject StaffRegister staff;
  @Inject SponsorRegister sponsors;

  record Row(
      ExternalId id,
      ExternalId account,
      ExternalId employee,
      @Nullable ExternalId contact,
      LocalDate since,
      @Nullable LocalDate until,
      @Nullable Integer meetingEvery,
      Channel channel) {}

  private record Known(
      NamedAccounts accounts,
      Map<ExternalId, Integer> employees,
      Leavers leavers,
      Map<ExternalId, Integer> held,
      Map<ExternalId, SponsorRegister.KnownContact> contacts,
      Set<Object> erased) {}

  @Override
  public String kind() {
    return "executive-sponsors";
  }

  @Override
  public Set<String> required() {
    return Set.of("account_external_id", "employee_external_id", "valid_from");
  }

  @Override
  public Set<String> optional() {
    return Set.of(
        "contact_external_id", "valid_until", "meeting_interval_days", ToldChannel.COLUMN);
  }

  @Override
  public Row parse(CsvRow row) {
    LocalDate since = row.date("valid_from");
    LocalDate until = row.optionalDate("valid_until");
    if (until != null && !until.isAfter(since)) {
      throw row.invalid(
          "valid_until", "Name the first day on which it no longer holds, after valid_from.");
    }
    Integer every =
        row.optionalText("meeting_interval_days") == null
            ? null
            : Integer.valueOf(
                row.matching(
                    "meeting_interval_days", "[1-9][0-9]{0,2}|1000", "Write 1 to 1000 days."));
    return new Row(
        row.id(),
        row.requiredReference("account_external_id"),
        row.requiredReference("employee_external_id"),
        row.reference("contact_external_id"),
        since,
        until,
        every,
        ToldChannel.of(row));
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    List<ExternalId> named = rows.stream().map(Row::contact).filter(Objects::nonNull).toList();
    Map<ExternalId, Integer> employees = staff.ids(rows.stream().map(Row::employee).toList());
    Leavers leavers = Leavers.of(staff, employees);
    Known known =
        new Known(
            NamedAccounts.of(accounts, rows.stream().map(Row::account)),
            employees,
            leavers,
            sponsors.sponsors(
                rows.stream()
                    .filter(row -> leavers.gone(row.employee(), row.since()))
                    .map(Row::id)
                    .toList()),
            sponsors.contacts(named),
            accounts.erased(named, List.of()));
    return Batches.put(
        rows,
        row -> problem(row, known),
        good -> sponsors.put(good.stream().map(row -> withIds(row, known)).toList()));
  }

  private static Optional<Rejection> problem(Row row, Known known) {
    Optional<Rejection> missing = known.accounts().missing("account_external_id", row.account());
    if (missing.isPresent()) {
      return missing;
    }
    if (!known.employees().containsKey(row.employee())) {
      return Optional.of(Rejection.unknown("employee_external_id", row.employee()));
    }
    Optional<Rejection> gone =
        known
            .leavers()
            .refused("employee_external_id", row.employee(), row.since())
            .filter(
                _ ->
                    !Objects.equals(
                        known.employees().get(row.employee()), known.held().get(row.id())));
    if (gone.isPresent() || row.contact() == null) {
      return gone;
    }
    if (known.erased().contains(row.contact())) {
      return Optional.of(Rejection.erased("contact_external_id"));
    }
    SponsorRegister.KnownContact contact = known.contacts().get(row.contact());
    if (contact == null) {
      return Optional.of(Rejection.unknown("contact_external_id", row.contact()));
    }
    return contact.accountId() == known.accounts().id(row.account())
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                "contact_external_id",
                Rejection.Code.CONFLICT,
                "This contact belongs to another account; name one of the account's own."));
  }

  private static SponsorRegister.Row withIds(Row row, Known known) {
    return new SponsorRegister.Row(
        row.id(),
        known.accounts().id(row.account()),
        Objects.requireNonNull(known.employees().get(row.employee())),
        row.contact() == null
            ? null
            : Objects.requireNonNull(known.contacts().get(row.contact())).id(),
        row.since(),
        row.until(),
        row.meetingEvery(),
        row.channel());
  }
}
