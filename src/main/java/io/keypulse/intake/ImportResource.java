package io.keypulse.intake;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Refused;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.File;
import java.util.List;

/** {@code POST /import/{kind}} with a CSV file as body; for administrators. */
@Path("/import")
class ImportResource {
  @Inject CurrentViewer viewer;
  @Inject Intake intake;
  @Inject @All List<Importer<?>> importers;

  @POST
  @Path("{kind}")
  @Consumes({"text/csv", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  public ImportReport post(String kind, File file) {
    viewer.requireAdmin();
    Importer<?> importer =
        importers.stream()
            .filter(candidate -> candidate.kind().equals(kind))
            .findFirst()
            .orElseThrow(() -> Refused.notFound("kind", "Import one of " + kinds() + "."));
    return intake.read(file.toPath(), importer);
  }

  private List<String> kinds() {
    return importers.stream().map(Importer::kind).sorted().toList();
  }
}
