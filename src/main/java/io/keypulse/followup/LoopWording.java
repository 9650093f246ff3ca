package io.keypulse.followup;

import io.quarkus.qute.i18n.MessageBundle;

/**
 * What customers read when they are asked whether it is mended; the words stand in {@code
 * messages/loop_*.properties}.
 */
@MessageBundle("loop")
public interface LoopWording {
  String now();

  String better();

  String worked();

  String once();
}
