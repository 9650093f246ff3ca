package io.keypulse.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a subscription: the channel of the database whose notices it tells of. The method is called
 * once per notice and subscriber, as that subscriber, and returns what they are to be told: one
 * item or none. One with arguments is called first when somebody subscribes ({@link
 * Notice#isFirst}), and refuses then what cannot be listened to. Whenever it refuses, the
 * subscription is over.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Heard {
  String value();
}
