/**
 * What a manager's people carry: their accounts, how much they weigh against a policy, and where
 * nobody leads. It shows; it never blocks.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.portfolio;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
