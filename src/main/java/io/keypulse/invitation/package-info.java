/**
 * One contact asked once. DUE -> CLAIMED (leased) -> STARTED (committed before the socket opens) ->
 * SENT, FAILED or, when nobody can know, UNKNOWN; what is not yet sent when its wave closes or its
 * person objects is SKIPPED. The dispatcher moves the states; every move names its lease's fence,
 * so a worker that lost its lease changes nothing.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.invitation;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
