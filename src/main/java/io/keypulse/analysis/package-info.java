/**
 * Who is dissatisfied, with what, whether it changes, and how sure that is: read-only SQL, judged
 * by {@code stats}. Whatever leaves this room has passed {@link io.keypulse.analysis.Disclosure},
 * which knows from how many answers on a figure may be shown, and {@link
 * io.keypulse.analysis.Promises}, which know what was promised to those who gave them.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.analysis;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
