/**
 * The mathematics of sampling and surveys: pure functions and records over {@code java.*} and the
 * statistics libraries.
 */
@NullMarked
package io.keypulse.stats;

import org.jspecify.annotations.NullMarked;
