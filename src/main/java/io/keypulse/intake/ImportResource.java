package io.keypulse.intake;

import io.keypulse.platform.CurrentViewer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.File;

/** {@code POST /import/{kind}} with a CSV file as body; for administrators. */
@Path("/import")
class ImportResource {
  @Inject CurrentViewer viewer;
  @Inject Intake intake;

  @POST
  @Path("{kind}")
  @Consumes({"text/csv", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  public ImportReport post(String kind, File file) {
    viewer.requireAdmin();
    return intake.take(kind, file.toPath());
  }
}
