/**
 * Measures Keypulse from outside, as its packaged jar in a process of its own, and puts every
 * figure beside a limit measured on the same machine in the same minutes. Compiled with the tests,
 * never into the production jar.
 */
@NullMarked
package io.keypulse.bench;

import org.jspecify.annotations.NullMarked;
