/**
 * What customers say, through the page behind the link or to an interviewer on the telephone. One
 * answer for each person and wave: the first that is confirmed; its aspects, reason and wish to be
 * called can be added to and corrected until the wave closes, and what they said before stays as a
 * version. What became of everybody else who was drawn is a view, `disposition`.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.response;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
