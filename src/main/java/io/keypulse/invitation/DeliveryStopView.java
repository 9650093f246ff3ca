package io.keypulse.invitation;

import java.time.OffsetDateTime;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("DeliveryStop")
@Description(
    "The mail server refused what a wave's mails say, or us. Nothing more leaves until waveDeliveryResume.")
public record DeliveryStopView(
    OffsetDateTime stoppedAt,
    @Description("Stage and reply of the mail server, for example AFTER_DOT 554 5.7.1.")
        String reason) {}
