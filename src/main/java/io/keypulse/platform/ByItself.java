package io.keypulse.platform;

import org.jboss.logging.Logger;

/**
 * Work of a tick: what goes wrong with one never stops the others, and is tried at the next tick.
 */
public final class ByItself {
  private ByItself() {}

  /**
   * @param what it is about, as the log names it: "Follow-up 7"
   */
  public static void run(Logger log, String what, Runnable work) {
    try {
      work.run();
    } catch (Refused changedMeanwhile) {
      log.warnf("%s: %s", what, changedMeanwhile.getMessage());
    } catch (RuntimeException fault) {
      log.errorf(fault, "%s has to wait for the next tick", what);
    }
  }
}
