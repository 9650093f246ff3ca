/**
 * One run of a program: the frozen frame, the draw and its proof. OPEN, or PAUSED by hand, until it
 * closes on its date or by hand.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.wave;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
