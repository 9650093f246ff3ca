package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** The door for later rooms that mail links of their own: secret, underivable, stored as a hash. */
@ApplicationScoped
public class PersonalLinks {
  @Inject InvitationConfig.Links links;

  /** The whole address of a link below this path, for example {@code /p/}. */
  public String url(String path, UUID key) {
    return page(path, token(key));
  }

  /** The secret part of the links of this key. */
  String token(UUID key) {
    return Token.of(links.secret(), key).text();
  }

  String page(String path, String token) {
    return links.baseUrl() + path + token;
  }

  /** What is stored of the link of this key. */
  public byte[] hash(UUID key) {
    return Token.of(links.secret(), key).hash();
  }

  /** What is stored of the link with this token; nothing for a text that no link can carry. */
  public Optional<byte[]> hash(String token) {
    return Token.parse(token).map(Token::hash);
  }
}
