package io.keypulse.response;

import io.keypulse.invitation.Inviter;
import io.keypulse.survey.MomentWords;
import io.keypulse.team.TeamRegister;
import io.keypulse.wave.WaveView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks up what a person may want to know before answering. */
@ApplicationScoped
class Askers {
  @Inject TeamRegister teams;
  @Inject PrivacyNotices notices;

  Asking of(Inviter.Invited who, String token, WaveView wave, Locale language, Instant now) {
    Instant end = wave.closesAt().toInstant();
    return new Asking(
        manager(who.teamId()),
        MomentWords.of(end, ZoneId.of(who.timeZone()), language),
        Asking.daysLeft(now, end),
        wave.draw().drawn(),
        wave.draw().frameSize(),
        notices.of(who, token, wave, language));
  }

  private Asking.@Nullable Person manager(int teamId) {
    return teams
        .accountManager(teamId)
        .map(manager -> new Asking.Person(manager.name(), manager.position(), manager.email()))
        .orElse(null);
  }
}
