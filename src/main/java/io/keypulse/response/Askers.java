package io.keypulse.response;

import io.keypulse.survey.MomentWords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says what a person may want to know before answering. */
@ApplicationScoped
class Askers {
  @Inject PrivacyNotices notices;

  Asking of(Guests.Guest guest, String token, Locale language, Instant now) {
    return new Asking(
        manager(guest),
        MomentWords.of(guest.closesAt(), ZoneId.of(guest.timeZone()), language),
        Asking.daysLeft(now, guest.closesAt()),
        guest.drawn(),
        guest.people(),
        notices.of(guest, token, language));
  }

  private static Asking.@Nullable Person manager(Guests.Guest guest) {
    return guest.manager() == null
        ? null
        : new Asking.Person(
            guest.manager(),
            Objects.requireNonNull(guest.managersPosition()),
            Objects.requireNonNull(guest.managersEmail()));
  }
}
