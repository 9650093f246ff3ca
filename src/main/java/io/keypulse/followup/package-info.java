/**
 * Closing the loop. A case is opened by rules that are data, given to the person responsible and
 * climbs the reporting line while its next task is overdue: OPEN -> ACKNOWLEDGED -> CONTACTED ->
 * RESOLVED_UNPROVEN. Then the customer is asked once: RECOVERED, or OPEN again one step higher;
 * UNPROVEN when no answer proves anything. People move it up to RESOLVED_UNPROVEN, the customer or
 * the end of the time for the proof does the rest.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.followup;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
