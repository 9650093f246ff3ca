/**
 * Where people find accounts, teams and employees: filters that hop from one to the others, search
 * that forgives, and every order a list can be shown in. It reads the tables of the rooms above and
 * writes none.
 */
@NullMarked
@DefaultNonNull
package io.keypulse.directory;

import io.smallrye.graphql.api.DefaultNonNull;
import org.jspecify.annotations.NullMarked;
