package io.keypulse.followup;

import io.quarkus.qute.i18n.MessageBundle;

/**
 * What customers read when they are asked whether it is mended; the words stand in {@code
 * messages/loop_*.properties}.
 */
@MessageBundle("loop")
public interface LoopWording {
  String overall();

  String productQuality();

  String price();

  String delivery();

  String serviceAndSupport();

  String communication();

  String salesWork();

  String cultureAndRelationship();

  String brand();

  String now(String question);

  String nowOf(String aspect);

  String dissatisfied();

  String displeased();

  String dissatisfiedInTouch();

  String displeasedInTouch();

  String wished();

  String inTouch();

  String once();

  String again();

  String readers();

  String lead(String why, String once, String readers);
}
