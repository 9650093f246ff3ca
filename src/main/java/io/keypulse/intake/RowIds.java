package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.platform.EmailAddress;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What rows are called where they come from, as far as it can be read. */
@ApplicationScoped
class RowIds {
  private static final int LONGEST = 200;
  private static final ExternalId UNTOLD = new ExternalId("", "");

  @Inject AccountRegister accounts;

  /** In their order; nothing of people who were erased. */
  List<ExternalId> of(List<CsvRow> rows, Importer<?> importer) {
    List<ExternalId> told =
        rows.stream()
            .map(row -> new ExternalId(cell(row, "source"), cell(row, Columns.ID)))
            .toList();
    List<ExternalId> people = importer.ofPeople() ? told : List.of();
    List<String> addresses = told.stream().flatMap(id -> address(id).stream()).toList();
    Set<Object> erased =
        people.isEmpty() && addresses.isEmpty() ? Set.of() : accounts.erased(people, addresses);
    return told.stream().map(id -> isOf(erased, id) ? UNTOLD : id).toList();
  }

  private static boolean isOf(Set<Object> erased, ExternalId id) {
    return erased.contains(id) || address(id).filter(erased::contains).isPresent();
  }

  /** Lists of addresses have nothing else to tell their rows apart. */
  private static Optional<String> address(ExternalId id) {
    return id.value().contains("@") ? EmailAddress.normalise(id.value()) : Optional.empty();
  }

  private static String cell(CsvRow row, String column) {
    String value = row.cells().getOrDefault(column, "").strip();
    return value.length() > LONGEST || !Text.isPlain(value) ? "" : value;
  }
}
