package io.keypulse.team;

import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Change;
import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Today;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The door through which executive sponsors come in. */
@ApplicationScoped
public class SponsorRegister {
  /** Days between two meetings unless somebody says otherwise. */
  public static final int MEETING_EVERY = 90;

  @Inject ExecutiveSponsors sponsors;
  @Inject GivenSponsors given;
  @Inject SponsorsWhoLeft whoLeft;
  @Inject Today today;

  /** What is null stays as it is. */
  public record Row(
      ExternalId id,
      int accountId,
      int employeeId,
      @Nullable Integer contactId,
      LocalDate since,
      @Nullable LocalDate until,
      @Nullable Integer meetingEvery,
      Channel channel) {}

  /** A contact and where they work. */
  public record KnownContact(int id, int accountId) {}

  public Map<ExternalId, KnownContact> contacts(List<ExternalId> asked) {
    Map<ExternalId, KnownContact> known = new HashMap<>();
    for (GivenSponsors.Contact one : given.contacts(asked)) {
      known.put(
          new ExternalId(one.source(), one.externalId()),
          new KnownContact(one.id(), one.accountId()));
    }
    return known;
  }

  /** Who those of these sponsors are that are there already. */
  public Map<ExternalId, Integer> sponsors(List<ExternalId> asked) {
    return asked.isEmpty()
        ? Map.of()
        : given.known(asked).stream()
            .collect(
                toMap(
                    one -> new ExternalId(one.source(), one.externalId()),
                    GivenSponsors.Known::employeeId));
  }

  /** Who is the executive sponsor of this account today. */
  public Optional<Integer> current(int accountId) {
    return Optional.ofNullable(current(List.of(accountId)).get(accountId));
  }

  /** Who is the executive sponsor of each of these accounts today, where there is one. */
  public Map<Integer, Integer> current(Collection<Integer> accountIds) {
    return sponsors.of(accountIds, today.get()).stream()
        .collect(
            toMap(
                ExecutiveSponsors.Sponsor::accountId,
                ExecutiveSponsors.Sponsor::employeeId,
                (first, _) -> first));
  }

  /** Where the one before has left, they have held it until then. */
  public List<Change> put(List<Row> rows) {
    whoLeft.makeRoomFor(
        rows.stream()
            .map(
                row ->
                    new SponsorsWhoLeft.Next(
                        row.accountId(), row.employeeId(), row.since(), row.until()))
            .toList());
    return Change.of(rows.stream().map(Row::id).toList(), given.put(rows));
  }
}
