/** Employees and their reporting line up to the CEO, and who of them is signing in. */
@NullMarked
@DefaultNonNull
package io.keypulse.staff;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
