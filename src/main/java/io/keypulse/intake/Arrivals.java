package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Lets rows in, as far as the mode of their file allows. */
@ApplicationScoped
class Arrivals {
  @Inject RowChecks checks;

  /** What became of each row, in their order; in the transaction of the caller. */
  <R> List<Importer.Outcome> put(List<Arrival<R>> arrivals, Importer<R> importer, ImportMode mode) {
    List<Arrival<R>> allowed = allowed(arrivals, importer, mode);
    List<R> rows = new ArrayList<>();
    for (Arrival<R> arrival : allowed) {
      if (arrival.rejection() == null) {
        rows.add(Objects.requireNonNull(arrival.row()));
      }
    }
    Iterator<Importer.Outcome> outcomes =
        (rows.isEmpty() ? List.<Importer.Outcome>of() : importer.put(rows)).iterator();
    if (!rows.isEmpty()) {
      checks.checkAllRules();
    }
    List<Importer.Outcome> all = new ArrayList<>();
    for (Arrival<R> arrival : allowed) {
      Rejection rejection = arrival.rejection();
      all.add(rejection == null ? outcomes.next() : new Importer.Outcome.Rejected(rejection));
    }
    return all;
  }

  private <R> List<Arrival<R>> allowed(
      List<Arrival<R>> arrivals, Importer<R> importer, ImportMode mode) {
    if (!mode.asksWhatIsThere()) {
      return arrivals;
    }
    Set<ExternalId> known =
        checks.known(
            importer.table().orElseThrow(),
            arrivals.stream()
                .filter(arrival -> arrival.rejection() == null)
                .map(arrival -> importer.id(Objects.requireNonNull(arrival.row())))
                .toList());
    return arrivals.stream()
        .map(
            arrival -> {
              if (arrival.rejection() != null) {
                return arrival;
              }
              boolean there = known.contains(importer.id(Objects.requireNonNull(arrival.row())));
              if (mode == ImportMode.CREATE_ONLY && there) {
                return arrival.rejected(
                    new Rejection(
                        "external_id",
                        Rejection.Code.ALREADY_THERE,
                        "This exists already, and the file may only create."));
              }
              if (mode == ImportMode.UPDATE_ONLY && !there) {
                return arrival.rejected(
                    new Rejection(
                        "external_id",
                        Rejection.Code.NOT_THERE,
                        "This does not exist, and the file may only change."));
              }
              return arrival;
            })
        .toList();
  }
}
