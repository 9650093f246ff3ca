/** CSV from other systems into the rooms above, with a verdict for every row. */
@NullMarked
@DefaultNonNull
package io.keypulse.intake;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
