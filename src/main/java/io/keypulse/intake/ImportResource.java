package io.keypulse.intake;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.OnlyKnownParameters;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Takes;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** {@code POST /import/{kind}} with a CSV file as body; for administrators. */
@OnlyKnownParameters
@Path("/import")
class ImportResource {
  @Inject CurrentViewer viewer;
  @Inject Intake intake;
  @Inject ImportJobList jobs;
  @Inject ImportRunner runner;
  @Inject ImportConfig config;
  @Inject VerdictsCsv verdicts;

  /**
   * Answers 200 at the end of the job, or 202 with its id where nobody waits or it takes longer.
   */
  @POST
  @Path("{kind}")
  @Takes({
    "text/csv",
    "application/csv",
    "application/vnd.ms-excel", // what browsers on Windows call a CSV file
    MediaType.TEXT_PLAIN,
    MediaType.APPLICATION_OCTET_STREAM
  })
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  public Response post(
      String kind,
      @QueryParam("name") @Nullable String name,
      @QueryParam("mode") @Nullable String mode,
      @QueryParam("preset") @Nullable String preset,
      @QueryParam("source") @Nullable String source,
      @QueryParam("channel") @Nullable String channel,
      @QueryParam("default") List<String> defaults,
      @QueryParam("delimiter") @Nullable String delimiter,
      @QueryParam("decimal") @Nullable String decimal,
      @QueryParam("date") @Nullable String date,
      @QueryParam("wait") @DefaultValue("true") String wait,
      InputStream body)
      throws IOException, InterruptedException {
    viewer.requireAdmin();
    boolean waits = isTrue("wait", wait);
    ImportOrder order =
        ImportOrder.of(name, mode, preset, source, channel, defaults, delimiter, decimal, date);
    java.nio.file.Path file = Files.createTempFile("keypulse-import", ".csv");
    ImportJob job;
    try {
      Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
      job = intake.accept(kind, file, order, waits);
    } finally {
      Files.delete(file);
    }
    if (waits) {
      runAndWait(job);
    }
    ImportReport report = intake.report(job.id());
    boolean ended = report.state() == ImportState.DONE || report.state() == ImportState.FAILED;
    return Response.status(ended ? 200 : 202).entity(report).build();
  }

  /** The verdict of every row. */
  @GET
  @Path("jobs/{id}/verdicts.csv")
  @Produces("text/csv")
  @RunOnVirtualThread
  public Response verdicts(String id) {
    viewer.requireAdmin();
    ImportJob job = known(GlobalId.parse(ImportReport.TYPE, id, "id"));
    StreamingOutput csv = out -> verdicts.write(job.id(), out);
    return Response.ok(csv)
        .header("Content-Type", "text/csv; charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"verdicts.csv\"")
        .build();
  }

  private static boolean isTrue(String parameter, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refused.invalid(parameter, "Write true or false.");
    };
  }

  private ImportJob known(long id) {
    return QuarkusTransaction.requiringNew()
        .call(() -> jobs.byId(id))
        .orElseThrow(() -> Refused.notFound("id", "There is no such import."));
  }

  private void runAndWait(ImportJob job) throws InterruptedException {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("import-" + job.id())
        .start(
            () -> {
              try {
                runner.run(job);
              } finally {
                end.complete(null);
              }
            });
    try {
      end.get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException goesOnByItself) {
      return;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
