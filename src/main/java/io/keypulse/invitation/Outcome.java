package io.keypulse.invitation;

/** What became of one attempt to hand a mail to the mail server. */
sealed interface Outcome {
  /** The stage that was reached, and the codes of the reply or the kind of the fault. */
  String reason();

  /** As metrics and log name it. */
  default String word() {
    return switch (this) {
      case Accepted _ -> "accepted";
      case Postponed _ -> "postponed";
      case AddressRefused _ -> "address_refused";
      case PolicyRefused _ -> POLICY_REFUSED;
      case ContentRefused _ -> "content_refused";
      case Unsendable _ -> UNWRITABLE;
      case Unknown _ -> "unknown";
    };
  }

  String UNWRITABLE = "unwritable";
  String POLICY_REFUSED = "policy_refused";

  /** The server took responsibility. */
  record Accepted(String reason) implements Outcome {}

  /**
   * Nothing was delivered, and later it may be.
   *
   * @param hung the server kept the connection waiting until we gave up
   */
  record Postponed(String reason, boolean hung) implements Outcome {}

  /** The server refuses this address for good. */
  record AddressRefused(String reason) implements Outcome {}

  /**
   * The server does not let this mail to its recipient for good, by a rule of its own. One alone
   * says nothing of the address, and not that we are refused.
   */
  record PolicyRefused(String reason) implements Outcome {}

  /** The server refuses this mail for good, or us: whatever the address. */
  record ContentRefused(String reason) implements Outcome {}

  /** It could not be made into a mail; the server never saw it. */
  record Unsendable(String reason) implements Outcome {}

  /** The fault came when the whole mail was out and no reply was in: it may have arrived. */
  record Unknown(String reason) implements Outcome {
    /** What the reasons of mails begin with of which nobody can know. */
    static final String MARK = "UNKNOWN: ";
  }
}
