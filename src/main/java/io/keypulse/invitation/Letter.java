package io.keypulse.invitation;

import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One mail, written out.
 *
 * @param from as customers see it
 * @param returnPath where this mail comes back to when it cannot be delivered
 * @param follows Message-ID of the mail that this one is about
 * @param subject as heads carry it: {@link MailSource#subject}
 */
record Letter(
    String to,
    InternetAddress from,
    @Nullable InternetAddress replyTo,
    String returnPath,
    String messageId,
    @Nullable String follows,
    String unsubscribeUrl,
    String subject,
    String text,
    String html) {}
