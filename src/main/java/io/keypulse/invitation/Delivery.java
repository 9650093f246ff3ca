package io.keypulse.invitation;

/** What became of one attempt to hand a mail to the mail server. */
sealed interface Delivery {
  /** The server took responsibility. */
  record Accepted() implements Delivery {}

  /** Nothing was delivered, and later it may be. */
  record Postponed(String reason) implements Delivery {}

  /** The server refuses this address for good. */
  record AddressRefused(String reason) implements Delivery {}

  /** The server refuses this mail for good. */
  record ContentRefused(String reason) implements Delivery {}

  /** The fault came when the whole mail was out and no reply was in: it may have arrived. */
  record Unknown(String reason) implements Delivery {}
}
