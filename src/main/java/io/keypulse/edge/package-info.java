/**
 * GraphQL over HTTP: media types and status codes, what a request may cost, and what a client is
 * told of faults. It knows the protocol and no word of the business.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.edge;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
