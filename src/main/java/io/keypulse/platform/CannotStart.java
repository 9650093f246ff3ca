package io.keypulse.platform;

/** Why Keypulse ends before it has begun, as one sentence for the person who runs it. */
public final class CannotStart extends RuntimeException {
  public CannotStart(String sentence) {
    super(sentence, null, false, false);
  }

  /** With the fault's own words, whatever their line breaks. */
  public CannotStart(String sentence, Throwable fault) {
    this(sentence + ": " + String.valueOf(fault.getMessage()).strip().replaceAll("\\s+", " "));
  }
}
