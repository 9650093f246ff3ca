/** Companies and how they stand to each other, their contacts; who must not be asked any more. */
@NullMarked
@DefaultNonNull
package io.keypulse.account;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
