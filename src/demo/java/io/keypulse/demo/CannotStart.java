package io.keypulse.demo;

/** One sentence that tells the user what to change. */
final class CannotStart extends Exception {
  CannotStart(String sentence) {
    super(sentence, null, false, false);
  }
}
