/** Programs: what is asked, how many, how often. */
@NullMarked
@DefaultNonNull
package io.keypulse.survey;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
