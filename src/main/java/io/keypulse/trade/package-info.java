/**
 * What accounts buy: lines of invoices and credit notes, and what they tell of an account. A line
 * is never changed: its correction supersedes it, and figures count the lines that nothing
 * supersedes.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.trade;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
