package io.keypulse.invitation;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

@Name("DeliveryStop")
@Description(
    "The mail server refused what a wave's mails say, or us. Nothing more leaves until waveDeliveryResume.")
public record DeliveryStopView(
    OffsetDateTime stoppedAt,
    @Description("Stage and reply of the mail server, for example AFTER_DOT 554 5.7.1.")
        String reason,
    @Description("Absent while it is stopped.") Optional<OffsetDateTime> resumedAt,
    @Description("Of whoever resumed it, if they gave one.") Optional<String> resumeReason,
    @Ignore @Nullable Integer resumedByKey) {
  static DeliveryStopView of(MailReports.Stop stop) {
    return new DeliveryStopView(
        stop.stoppedAt().atOffset(ZoneOffset.UTC),
        stop.reason(),
        Optional.ofNullable(stop.resumedAt()).map(at -> at.atOffset(ZoneOffset.UTC)),
        Optional.ofNullable(stop.resumeReason()),
        stop.resumedBy());
  }
}
