/**
 * The audit trail: who changed what, when, from what to what. Triggers write it; nobody rewrites
 * it.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.audit;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
