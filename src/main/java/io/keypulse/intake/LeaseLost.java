package io.keypulse.intake;

/** Another replica goes on with the job; whatever this one was doing for it is rolled back. */
class LeaseLost extends RuntimeException {
  LeaseLost() {
    super("Another replica goes on with this import", null, false, false);
  }
}
