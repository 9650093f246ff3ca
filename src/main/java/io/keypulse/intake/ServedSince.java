package io.keypulse.intake;

import static java.util.stream.Collectors.toSet;

import io.keypulse.account.AccountRegister;
import io.keypulse.account.TeamAssignment;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What files of accounts tell of how long their teams have served them. */
@ApplicationScoped
class ServedSince {
  @Inject AccountRegister accounts;
  @Inject TeamAssignment assignment;

  /** Those whose team was not known to serve them since that day. */
  Set<ExternalId> put(List<AccountImport.Row> rows) {
    Map<ExternalId, LocalDate> told = told(rows);
    if (told.isEmpty()) {
      return Set.of();
    }
    Map<ExternalId, Integer> ids = accounts.ids(List.copyOf(told.keySet()));
    Map<Integer, LocalDate> days = new HashMap<>();
    told.forEach((id, day) -> days.put(Objects.requireNonNull(ids.get(id)), day));
    Set<Integer> moved = assignment.since(days);
    return told.keySet().stream()
        .filter(id -> moved.contains(Objects.requireNonNull(ids.get(id))))
        .collect(toSet());
  }

  /** Where what is known of teams says otherwise, the row was taken without that day. */
  List<Importer.Outcome> remarked(List<AccountImport.Row> rows, List<Importer.Outcome> outcomes) {
    Map<ExternalId, LocalDate> told = told(rows);
    Map<ExternalId, Integer> ids =
        told.isEmpty() ? Map.of() : accounts.ids(List.copyOf(told.keySet()));
    Map<Integer, TeamAssignment.Known> known =
        ids.isEmpty() ? Map.of() : assignment.known(ids.values());
    List<Importer.Outcome> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      ExternalId id = rows.get(i).id();
      Importer.Outcome outcome = outcomes.get(i);
      Optional<Importer.Outcome.Remark> remark =
          Optional.ofNullable(ids.get(id))
              .map(known::get)
              .flatMap(one -> remark(one, Objects.requireNonNull(told.get(id))));
      all.add(
          outcome instanceof Importer.Outcome.Done done && done.remark() == null
              ? new Importer.Outcome.Done(done.change(), remark.orElse(null))
              : outcome);
    }
    return all;
  }

  private static Optional<Importer.Outcome.Remark> remark(
      TeamAssignment.Known known, LocalDate told) {
    return known.since().equals(told)
        ? Optional.empty()
        : Optional.of(
            new Importer.Outcome.Remark(
                "served_since", Rejection.Code.SERVED_OTHERWISE, known.unlike(told)));
  }

  private static Map<ExternalId, LocalDate> told(List<AccountImport.Row> rows) {
    Map<ExternalId, LocalDate> told = new HashMap<>();
    for (AccountImport.Row row : rows) {
      if (row.servedSince() != null) {
        told.put(row.id(), row.servedSince());
      }
    }
    return told;
  }
}
