/** Who is dissatisfied, with what, and how sure that is: read-only SQL, judged by {@code stats}. */
@NullMarked
@DefaultNonNull
package io.keypulse.analysis;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
