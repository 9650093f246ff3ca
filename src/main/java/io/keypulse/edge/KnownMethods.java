package io.keypulse.edge;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Any word may stand where a request names its method; those that mean nothing are counted as one.
 */
@Singleton
class KnownMethods implements MeterFilter {
  private static final String METHOD = "method";
  private static final Set<String> KNOWN =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  @Override
  public Meter.Id map(Meter.Id meter) {
    String method = meter.getTag(METHOD);
    return !meter.getName().startsWith("http.server.") || method == null || KNOWN.contains(method)
        ? meter
        : meter.replaceTags(Tags.of(meter.getTags()).and(METHOD, "OTHER"));
  }
}
