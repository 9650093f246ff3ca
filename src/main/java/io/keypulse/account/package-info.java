/** Key and other accounts, their contacts and what they buy; who must not be asked any more. */
@NullMarked
@DefaultNonNull
package io.keypulse.account;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
