package io.keypulse.followup;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What customers read when they are asked whether it is mended. */
@MessageBundle("loop")
public interface LoopWording {
  @Message("How satisfied are you now?")
  String now();

  @Message("Is it better now?")
  String better();

  @Message(
      "you told us that you were not satisfied. We have worked on it; whether it is mended only you can say.")
  String worked();

  @Message("This is one question, asked once.")
  String once();
}
