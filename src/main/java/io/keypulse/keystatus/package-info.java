/** Dated decisions: which accounts are key, since when, decided by whom and why. */
@NullMarked
@DefaultNonNull
package io.keypulse.keystatus;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
