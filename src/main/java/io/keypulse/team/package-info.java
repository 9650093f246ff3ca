/**
 * Cross-functional account teams. They decide who may see which account: {@code viewer_team} is the
 * wall's foundation.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.team;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
