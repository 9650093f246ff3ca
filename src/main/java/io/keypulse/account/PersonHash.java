package io.keypulse.account;

import io.keypulse.platform.ExternalId;
import io.keypulse.platform.KeyedHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What erased people are known by. */
@ApplicationScoped
class PersonHash {
  @Inject PrivacyConfig config;

  String of(ExternalId id) {
    return of("id\0" + id.source() + "\0" + id.value());
  }

  String of(String address) {
    return new KeyedHash(config.secret()).of(address);
  }
}
