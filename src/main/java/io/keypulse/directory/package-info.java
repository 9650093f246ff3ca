/**
 * Where people find accounts: filters over accounts, the teams that serve them and their key
 * status, search that forgives, and every order a list can be shown in. It reads the tables of
 * these rooms and writes none.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.directory;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
