package io.keypulse.invitation;

import io.keypulse.survey.Holidays;
import io.keypulse.survey.Surveyor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** When many people may be written to, each in their own time and country. */
@ApplicationScoped
class SendHours {
  @Inject Surveyor surveyor;
  @Inject Holidays holidays;

  record Reader(int programId, int accountId, String timeZone) {}

  /** For each of them this moment, or the first later one that suits. */
  List<Instant> next(List<Reader> readers, Instant at) {
    Map<Integer, SendWindow> windows = new HashMap<>();
    readers.forEach(
        one ->
            windows.computeIfAbsent(
                one.programId(), program -> SendWindow.of(surveyor.delivery(program))));
    List<Integer> onBusinessDays =
        readers.stream()
            .filter(one -> window(windows, one).businessDaysOnly())
            .map(Reader::accountId)
            .distinct()
            .toList();
    Map<Integer, Set<LocalDate>> daysOff =
        onBusinessDays.isEmpty()
            ? Map.of()
            : holidays.ofAccounts(
                onBusinessDays, LocalDate.ofInstant(at, ZoneOffset.UTC).minusDays(1));
    return readers.stream()
        .map(
            one ->
                window(windows, one)
                    .next(at, one.timeZone(), daysOff.getOrDefault(one.accountId(), Set.of())))
        .toList();
  }

  private static SendWindow window(Map<Integer, SendWindow> windows, Reader reader) {
    return Objects.requireNonNull(windows.get(reader.programId()));
  }
}
