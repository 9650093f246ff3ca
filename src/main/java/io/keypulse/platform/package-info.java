/**
 * What every room stands on, without a word of the business: refusals, clock and chance, the viewer
 * and the wall, ids, pages and cursors.
 */
@NullMarked
package io.keypulse.platform;

import org.jspecify.annotations.NullMarked;
