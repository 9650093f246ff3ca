/**
 * What every room stands on, without a word of the business: refusals, clock and chance, the viewer
 * and the wall, ids, pages and cursors.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.platform;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
