/**
 * A manager's report as a page to read and to print: what the rooms above say of one scope, asked
 * through the same doors as over GraphQL, so that what they withhold is withheld here. {@code
 * ManagerReport} takes the request, {@code Inquiry} asks, {@code Sheet} puts the findings into the
 * reader's language and into pictures.
 */
@NullMarked
package io.keypulse.report;

import org.jspecify.annotations.NullMarked;
