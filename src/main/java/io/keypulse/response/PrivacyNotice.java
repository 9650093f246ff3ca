package io.keypulse.response;

import io.keypulse.invitation.ReplyContact;
import io.keypulse.survey.CachedParts;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an answer, for whoever gives it.
 *
 * @param proof whether it answers the question if something is mended, and not a survey: that is
 *     asked of nobody by chance and read by name, whatever the wave promised
 * @param everybody whether everybody like them is asked, so that chance chose nobody
 * @param fewest answers in a figure, where single ones are read by nobody
 * @param kept how long after somebody left
 * @param corrected how long what they said before a correction is kept
 * @param fewer where they object
 * @param delete where they take it back; nowhere but by writing to us, of a proof
 * @param whole address of the company's own notice, beside this one
 */
public record PrivacyNotice(
    boolean proof,
    boolean everybody,
    @Nullable Integer fewest,
    String kept,
    String corrected,
    ReplyContact turnTo,
    String fewer,
    @Nullable String delete,
    @Nullable String whole) {
  /** All that it shows above its links, on a page in this language. */
  public String key(String language) {
    return CachedParts.key(
        language, proof, everybody, fewest, kept, corrected, turnTo.name(), turnTo.email());
  }
}
