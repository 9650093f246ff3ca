package io.keypulse.intake;

import static java.util.stream.Collectors.toSet;

import io.keypulse.account.AccountRegister;
import io.keypulse.account.PermissionBasis;
import io.keypulse.account.PermissionKind;
import io.keypulse.account.PermissionRegister;
import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Today;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people said about being asked: of a contact or of an address, so that a list of addresses
 * that must not be asked can come before the people do.
 */
@ApplicationScoped
class PermissionImport implements Importer<PermissionImport.Row> {
  private static final String PROGRAM = "program";

  @Inject AccountRegister accounts;
  @Inject PermissionRegister permissions;
  @Inject RowChecks checks;
  @Inject Today today;

  record Row(
      ExternalId id,
      @Nullable ExternalId contact,
      @Nullable String email,
      PermissionKind kind,
      @Nullable PermissionBasis basis,
      @Nullable LocalDate snoozedUntil,
      @Nullable String reason,
      LocalDate saidOn,
      @Nullable String program,
      boolean tellsProgram,
      Channel channel) {}

  @Override
  public String kind() {
    return "permissions";
  }

  @Override
  public Optional<String> table() {
    return Optional.of("permission_entry");
  }

  @Override
  public Set<String> required() {
    return Set.of("kind", "said_on");
  }

  @Override
  public Set<String> optional() {
    return Set.of(
        "contact_external_id",
        "email",
        "basis",
        "snoozed_until",
        "reason",
        PROGRAM,
        ToldChannel.COLUMN);
  }

  @Override
  public Row parse(CsvRow row) {
    Row read =
        new Row(
            row.id(),
            row.reference("contact_external_id"),
            row.optionalEmail("email"),
            row.oneOf("kind", PermissionKind.class),
            row.optionalOneOf("basis", PermissionBasis.class),
            row.optionalDate("snoozed_until"),
            row.optionalText("reason"),
            row.date("said_on"),
            row.optionalText(PROGRAM),
            row.has(PROGRAM),
            ToldChannel.of(row));
    if (read.saidOn().isAfter(today.get().plusDays(1))) {
      throw row.invalid("said_on", "Nobody can have said it yet.");
    }
    if ((read.contact() == null) == (read.email() == null)) {
      throw row.invalid("email", "Name either the contact or an address.");
    }
    if ((read.kind() == PermissionKind.BASIS) != (read.basis() != null)) {
      throw row.invalid("basis", "BASIS needs a basis, every other kind has none.");
    }
    if ((read.kind() == PermissionKind.SNOOZE) != (read.snoozedUntil() != null)) {
      throw row.invalid("snoozed_until", "SNOOZE needs a day, every other kind has none.");
    }
    if (read.kind().needsReason() && read.reason() == null) {
      throw row.invalid("reason", "Say how you know it.");
    }
    if (read.kind() == PermissionKind.REACHABLE && read.program() != null) {
      throw row.invalid(PROGRAM, "An address works for every program; leave this out.");
    }
    return read;
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    Map<ExternalId, Integer> contacts =
        accounts.contactIds(rows.stream().map(Row::contact).filter(Objects::nonNull).toList());
    NamedPrograms programs =
        NamedPrograms.of(permissions, rows.stream().map(Row::program).filter(Objects::nonNull));
    Set<ExternalId> contradicted =
        permissions.contradicted(
            rows.stream().map(row -> withIds(row, contacts, programs)).toList());
    Set<Object> erased =
        accounts.erased(
            rows.stream().map(Row::contact).filter(Objects::nonNull).toList(),
            rows.stream().map(Row::email).filter(Objects::nonNull).toList());
    Set<ExternalId> over = over(rows);
    return Batches.put(
        rows,
        row ->
            over.contains(row.id())
                ? Optional.of(
                    new Rejection(
                        "snoozed_until",
                        Rejection.Code.INVALID,
                        "This is over already; name a later day than today, or leave the row out."))
                : problem(row, contacts, programs, contradicted, erased),
        good ->
            permissions.put(good.stream().map(row -> withIds(row, contacts, programs)).toList()));
  }

  /** A file may repeat what was not over when it came. */
  private Set<ExternalId> over(List<Row> rows) {
    Set<ExternalId> over =
        rows.stream()
            .filter(row -> row.snoozedUntil() != null && !row.snoozedUntil().isAfter(today.get()))
            .map(Row::id)
            .collect(toSet());
    if (!over.isEmpty()) {
      over.removeAll(checks.known("permission_entry", over));
    }
    return over;
  }

  private static Optional<Rejection> problem(
      Row row,
      Map<ExternalId, Integer> contacts,
      NamedPrograms programs,
      Set<ExternalId> contradicted,
      Set<Object> erased) {
    if (row.contact() != null && erased.contains(row.contact())) {
      return Optional.of(Rejection.erased("contact_external_id"));
    }
    if (row.email() != null && erased.contains(row.email())) {
      return Optional.of(Rejection.erased("email"));
    }
    if (row.program() != null && programs.id(row.program()).isEmpty()) {
      return Optional.of(
          new Rejection(
              PROGRAM,
              Rejection.Code.INVALID,
              "No survey program is called so or has this id; write its name as it stands there."));
    }
    if (row.contact() != null && !contacts.containsKey(row.contact())) {
      return Optional.of(Rejection.unknown("contact_external_id", row.contact()));
    }
    return contradicted.contains(row.id())
        ? Optional.of(
            new Rejection(
                "external_id",
                Rejection.Code.CONFLICT,
                "This entry says something else already, and entries are never changed; send a new"
                    + " one under its own id."))
        : Optional.empty();
  }

  private static PermissionRegister.Row withIds(
      Row row, Map<ExternalId, Integer> contacts, NamedPrograms programs) {
    return new PermissionRegister.Row(
        row.id(),
        row.contact() == null ? null : contacts.get(row.contact()),
        row.email(),
        row.kind(),
        row.basis(),
        row.snoozedUntil(),
        row.reason(),
        row.saidOn(),
        row.program() == null ? null : programs.id(row.program()).orElse(null),
        row.tellsProgram(),
        row.channel());
  }
}
