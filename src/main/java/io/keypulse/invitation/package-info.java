/**
 * One contact asked once. DUE -> CLAIMED (leased) -> STARTED (committed before the socket opens) ->
 * SENT, FAILED or, when nobody can know, UNKNOWN; what was SENT and came back is BOUNCED. What is
 * not yet sent is HELD while its wave is paused or its delivery stopped, and SKIPPED when the wave
 * closes or its person objects, or FAILED where it was UNKNOWN. The dispatcher moves the states;
 * every move names its lease's fence, so a worker that lost its lease changes nothing.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.invitation;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
