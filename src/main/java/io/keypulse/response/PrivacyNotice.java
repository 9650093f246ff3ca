package io.keypulse.response;

import io.keypulse.invitation.Correspondent;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an answer, for whoever gives it.
 *
 * @param everybody whether everybody like them is asked, so that chance chose nobody
 * @param fewest answers in a figure, where single ones are read by nobody
 * @param kept how long after somebody left
 * @param corrected how long what they said before a correction is kept
 * @param fewer where they object
 * @param whole address of the company's own notice, beside this one
 */
record PrivacyNotice(
    boolean everybody,
    @Nullable Integer fewest,
    String kept,
    String corrected,
    Correspondent turnTo,
    String fewer,
    String delete,
    @Nullable String whole) {}
