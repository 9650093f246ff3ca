package io.keypulse.platform;

import static jakarta.ws.rs.core.HttpHeaders.RETRY_AFTER;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/**
 * A fault of ours over plain HTTP: a number that finds it in the log, and no address there, for
 * some are secret links. 503 for one that passes, 500 for all others.
 */
@Provider
public class IncidentOverHttp implements ExceptionMapper<RuntimeException> {
  private static final Logger LOG = Logger.getLogger(IncidentOverHttp.class);

  @Override
  public Response toResponse(RuntimeException fault) {
    if (fault instanceof WebApplicationException told) {
      return RefusalOverHttp.withBody(told);
    }
    String incident = RequestId.current();
    LOG.errorf(fault, "Incident %s", incident);
    return (Outage.is(fault)
            ? Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header(RETRY_AFTER, Outage.SECONDS)
            : Response.serverError())
        .type(MediaType.TEXT_PLAIN_TYPE)
        .entity("Something went wrong on our side; please try again. Incident " + incident)
        .build();
  }
}
