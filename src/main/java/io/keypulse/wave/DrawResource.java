package io.keypulse.wave;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Viewer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** {@code GET /waves/{id}/draw.csv}, for administrators and analysts, who see the whole frame. */
@Path("/waves")
class DrawResource {
  @Inject CurrentViewer viewer;
  @Inject Waves waves;
  @Inject DrawCsv draws;

  @GET
  @Path("{id}/draw.csv")
  @Produces("text/csv")
  @RunOnVirtualThread
  public Response draw(String id) {
    if (viewer.require().access() == Viewer.Access.MEMBER) {
      throw Refused.forbidden("A draw is of all accounts: ask an administrator or an analyst.");
    }
    int waveId = GlobalId.parseInt(WaveView.TYPE, id, "id");
    if (QuarkusTransaction.requiringNew().call(() -> waves.findByIdOptional(waveId)).isEmpty()) {
      throw Refused.notFound("id", "There is no such wave.");
    }
    StreamingOutput csv = out -> draws.write(waveId, out);
    return Response.ok(csv)
        .header("Content-Type", "text/csv; charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"draw-" + waveId + ".csv\"")
        .build();
  }
}
