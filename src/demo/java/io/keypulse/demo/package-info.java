/**
 * Keypulse on one machine with nothing installed: embedded PostgreSQL, a mail sink with an inbox
 * page, a sample company and its people's logins. Compiled with the tests and into the demo, never
 * into the production jar.
 */
@NullMarked
package io.keypulse.demo;

import org.jspecify.annotations.NullMarked;
