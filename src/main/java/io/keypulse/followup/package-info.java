/** One case per dissatisfied answer, and the person who has to act on it. */
@NullMarked
@DefaultNonNull
package io.keypulse.followup;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
