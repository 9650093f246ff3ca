/**
 * What managers expect of their accounts before a wave is answered, and how right they were. A
 * guess can be changed until the first answer of its account is in, and never after.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.guess;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
