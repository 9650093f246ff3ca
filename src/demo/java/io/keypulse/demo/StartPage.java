package io.keypulse.demo;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import io.keypulse.staff.StaffApi;
import io.keypulse.wave.WaveKeeper;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code /}: where a newcomer sees what Keypulse does, and makes it do it. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class StartPage {
  private static final int ANSWERS_PER_PRESS = 30;

  /** Somebody to sign in as. */
  record Login(String name, String who, String sees) {}

  private static final List<Login> LOGINS =
      List.of(
          new Login("ana", "Ana Torres, key account manager in Spain", "her nine accounts"),
          new Login(
              "hugo",
              "Hugo Lambert, key account manager in France",
              "his nine, which are in trouble"),
          new Login(
              "claire",
              "Claire Fontaine, national sales manager of France",
              "the accounts of her four managers, his too"),
          new Login(
              "ceo", "Margaret Osei, chief executive officer", "everything, by reporting line"),
          new Login("analyst", "The analyst", "all figures, no names of customers"),
          new Login("admin", "The administrator", "everything; imports, programs, waves"));

  record Query(String title, String text, String link, String curl) {
    static Query of(ReadyQuery query, int port) {
      return new Query(
          query.title(), query.text(), query.uiLink("admin"), query.curl("admin", port));
    }
  }

  @Inject Pulse pulse;
  @Inject StaffApi staff;
  @Inject Today today;
  @Inject SimulatedCustomers customers;
  @Inject WaveMails mails;
  @Inject WaveLog waves;
  @Inject WaveKeeper keeper;
  @Inject InstantSource clock;

  @ConfigProperty(name = "quarkus.http.port")
  int port;

  @CheckedTemplate(basePath = "demo")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance start(
        Pulse.@org.jspecify.annotations.Nullable Latest wave,
        boolean customersAtWork,
        List<Login> logins,
        String password,
        List<Query> queries);
  }

  @GET
  public TemplateInstance show() {
    return Templates.start(
        pulse.latest().orElse(null),
        customers.atWork(),
        LOGINS,
        DemoPeople.PASSWORD,
        ReadyQuery.all().stream().map(query -> Query.of(query, port)).toList());
  }

  @POST
  @Path("demo/waves/{wave}/answers")
  public Response letCustomersAnswer(@PathParam("wave") int wave) {
    customers.answer(ANSWERS_PER_PRESS, wave);
    return back();
  }

  /** A mail of this wave that waits for its answer; the inbox where none does. */
  @GET
  @Path("demo/waves/{wave}/mail")
  public Response mail(@PathParam("wave") int wave) {
    String mail = mails.unanswered(wave).map(id -> "/" + id).orElse("");
    return Response.seeOther(URI.create("/demo/inbox" + mail)).build();
  }

  /** Ends the open waves of the latest wave's program, if any, and draws the next. */
  @POST
  @Path("demo/waves")
  @AsSystem
  public Response openWave() {
    Optional<WaveView> latest =
        QuarkusTransaction.requiringNew().call(() -> waves.latest().flatMap(waves::wave));
    latest.ifPresent(
        wave -> {
          QuarkusTransaction.requiringNew()
              .call(() -> waves.openOf(wave.programId()))
              .forEach(this::close);
          keeper.openNow(wave.programId(), clock.instant());
        });
    return back();
  }

  private void close(int waveId) {
    try {
      keeper.close(waveId, clock.instant());
    } catch (Refused closedAlready) {
      // then the next can open all the same
    }
  }

  /** Of whoever signs in, over a year of waves: today's has few answers yet. */
  @GET
  @Path("demo/report")
  @Authenticated
  @Transactional
  public Response report() {
    Period year = Period.yearTo(today.get());
    String when = "?from=" + year.from() + "&to=" + year.to();
    return staff
        .viewer()
        .employee()
        .map(own -> Response.seeOther(URI.create("/reports/managers/" + own.id() + when)).build())
        .orElseThrow(() -> Refused.notFound("login", "Sign in as an employee, such as hugo."));
  }

  private static Response back() {
    return Response.seeOther(URI.create("/")).build();
  }
}
