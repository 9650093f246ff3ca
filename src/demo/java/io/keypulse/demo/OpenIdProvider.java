package io.keypulse.demo;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/** The least of an OpenID provider: where its keys are, the keys, and tokens for whoever asks. */
public final class OpenIdProvider implements AutoCloseable {
  public static final String CLIENT_ID = "keypulse";

  private static final String KEY_ID = "the-only-key";

  private final HttpServer server;
  private final KeyPair keys = newKeys();

  public OpenIdProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(
        "/.well-known/openid-configuration",
        """
        {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "token_endpoint": "%1$s/token",
         "authorization_endpoint": "%1$s/authorize", "response_types_supported": ["code"],
         "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}
        """
            .formatted(url()));
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    answer(
        "/keys",
        """
        {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}
        """
            .formatted(KEY_ID, base64(key.getModulus()), base64(key.getPublicExponent())));
    server.start();
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** A token as Keycloak would make it, good for five minutes. */
  public String token(String email, String... roles) {
    return sign(claims(email, roles));
  }

  /** What a good token says, for those who need a bad one. */
  public JwtClaimsBuilder claims(String email, String... roles) {
    return Jwt.claims()
        .issuer(url())
        .audience(CLIENT_ID)
        .subject(email)
        .claim("email", email)
        .claim("email_verified", true)
        .claim("realm_access", Map.of("roles", List.of(roles)))
        .expiresIn(Duration.ofHours(1));
  }

  public String sign(JwtClaimsBuilder claims) {
    return sign(claims, keys.getPrivate());
  }

  /** With a key of somebody else, under the name of ours. */
  public String signWithForeignKey(JwtClaimsBuilder claims) {
    return sign(claims, newKeys().getPrivate());
  }

  /** By HMAC with the key that everybody knows, in the hope that nobody minds the algorithm. */
  public String signWithPublicKeyAsSecret(JwtClaimsBuilder claims) {
    return claims
        .jws()
        .keyId(KEY_ID)
        .algorithm(SignatureAlgorithm.HS256)
        .sign(new SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static String sign(JwtClaimsBuilder claims, PrivateKey key) {
    return claims.jws().keyId(KEY_ID).sign(key);
  }

  private void answer(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
