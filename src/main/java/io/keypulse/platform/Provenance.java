package io.keypulse.platform;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

@Name("Provenance")
@Description("Where the present state of something came from.")
public record Provenance(
    Channel channel,
    @Description("The system or list it came from.") String source,
    OffsetDateTime recordedAt,
    @Ignore Optional<Integer> recordedByKey) {
  public static Provenance of(
      String channel, String source, Instant at, @Nullable Integer recordedBy) {
    return new Provenance(
        Channel.valueOf(channel),
        source,
        at.atOffset(ZoneOffset.UTC),
        Optional.ofNullable(recordedBy));
  }
}
