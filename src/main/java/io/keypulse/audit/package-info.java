/**
 * The audit trail: who changed what, when, from what to what, and who read out what is kept about a
 * person. Triggers write it, exports by a function of the database; nobody rewrites it.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.audit;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
