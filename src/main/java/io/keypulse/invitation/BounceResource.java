package io.keypulse.invitation;

import io.keypulse.platform.Takes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /mail/bounces}: a relay hands over a mail that came back, as it is, with the secret
 * in {@code X-Bounces-Secret} and, where it knows it, the envelope's recipient. The answer is the
 * same whatever the mail was.
 */
@Path("/mail/bounces")
@RunOnVirtualThread
class BounceResource {
  @Inject Returns returns;
  @Inject InvitationConfig.Bounces config;
  @Inject InstantSource clock;

  @POST
  @Takes({"message/rfc822", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
  public Response take(
      @HeaderParam("X-Bounces-Secret") @Nullable String secret,
      @QueryParam("recipient") @Nullable String recipient,
      InputStream body)
      throws IOException {
    if (config.secret().isEmpty()) {
      return Response.status(404).build();
    }
    if (secret == null || !same(config.secret().get(), secret)) {
      return Response.status(401).build();
    }
    byte[] source = body.readNBytes(config.largest() + 1);
    if (source.length > config.largest()) {
      return Response.status(413).build();
    }
    returns.take(
        ReturnedMail.read(source, Optional.ofNullable(recipient).map(BounceResource::withPlus)),
        clock.instant());
    return Response.noContent().build();
  }

  /** No address has a blank; one that was not encoded has lost its plus sign. */
  private static String withPlus(String address) {
    return address.replace(' ', '+');
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
