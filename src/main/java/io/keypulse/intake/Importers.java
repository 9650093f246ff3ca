package io.keypulse.intake;

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
        .orElseThrow(
            () ->
                Refused.notFound(
                    "kind",
                    "Import one of " + all.stream().map(Importer::kind).sorted().toList() + "."));
  }

  List<Importer<?>> all() {
    return all;
  }
}
