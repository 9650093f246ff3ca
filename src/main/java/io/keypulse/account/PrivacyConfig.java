package io.keypulse.account;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

@ConfigMapping(prefix = "keypulse.privacy")
public interface PrivacyConfig {
  /**
   * At least 32 characters; the key under which erased people are recognised. With another one they
   * are not.
   */
  String secret();

  /** The company's own privacy notice. */
  Optional<String> noticeUrl();
}
