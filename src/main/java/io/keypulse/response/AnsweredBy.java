package io.keypulse.response;

import org.jspecify.annotations.Nullable;

/**
 * How an answer came in.
 *
 * @param interviewerId who asked on the telephone; nobody where the person answered alone
 * @param seconds from opening the page to sending it, where that is known
 */
public record AnsweredBy(
    ResponseMode mode, @Nullable Integer interviewerId, @Nullable Integer seconds) {
  public static AnsweredBy link(@Nullable Integer seconds) {
    return new AnsweredBy(ResponseMode.EMAIL, null, seconds);
  }

  static AnsweredBy interviewer(int employeeId) {
    return new AnsweredBy(ResponseMode.PHONE, employeeId, null);
  }
}
