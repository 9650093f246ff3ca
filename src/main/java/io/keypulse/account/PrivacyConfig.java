package io.keypulse.account;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "keypulse.privacy")
interface PrivacyConfig {
  /**
   * At least 32 characters; the key under which erased people are recognised. With another one they
   * are not.
   */
  String secret();
}
