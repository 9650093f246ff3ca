package io.keypulse.bench;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** An identity provider of two documents that signs whatever it is told. */
final class OpenIdProvider implements AutoCloseable {
  static final String CLIENT = "keypulse";
  private static final String KEY_ID = "bench";

  private final HttpServer server;
  private final KeyPair keys;

  OpenIdProvider() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    publish(
        "/.well-known/openid-configuration",
        """
        {"issuer":"%1$s","jwks_uri":"%1$s/keys","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token"}
        """
            .formatted(url()));
    publish("/keys", keySet((RSAPublicKey) keys.getPublic()));
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  String token(String email, String... roles) {
    return Jwt.issuer(url())
        .audience(CLIENT)
        .subject(email)
        .claim("email", email)
        .claim("email_verified", true)
        .groups(Set.of(roles))
        .claim("realm_access", Map.of("roles", Arrays.asList(roles)))
        .expiresIn(Duration.ofHours(1))
        .jws()
        .keyId(KEY_ID)
        .sign(keys.getPrivate());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void publish(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }

  private static String keySet(RSAPublicKey key) {
    return """
    {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}
    """
        .formatted(KEY_ID, number(key.getModulus()), number(key.getPublicExponent()));
  }

  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }
}
