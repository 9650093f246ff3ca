package io.keypulse.intake;

import io.keypulse.platform.Channel;

/** How whoever keeps a file learned of what it says. */
final class ToldChannel {
  static final String COLUMN = "channel";

  private ToldChannel() {}

  static Channel of(CsvRow row) {
    Channel told = row.optionalOneOf(COLUMN, Channel.class);
    return told == null ? Channel.CRM_IMPORT : told;
  }
}
