package io.keypulse.intake;

import io.keypulse.platform.Nearest;
import io.keypulse.platform.Refused;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Every kind of file that can be imported. */
@ApplicationScoped
class Importers {
  @Inject @All List<Importer<?>> all;

  /**
   * @throws Refused NOT_FOUND for a kind that nobody imports
   */
  Importer<?> of(String kind) {
    return all.stream()
        .filter(candidate -> candidate.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> unknown(kind));
  }

  private Refused unknown(String kind) {
    List<String> kinds = all.stream().<String>map(Importer::kind).sorted().toList();
    return Refused.notFound(
        "kind", "Import one of %s.%s".formatted(kinds, Nearest.advice(kind, kinds)));
  }

  List<Importer<?>> all() {
    return all;
  }
}
