/** What customers say: the page behind the link, and the one answer that its POST records. */
@NullMarked
@DefaultNonNull
package io.keypulse.response;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
