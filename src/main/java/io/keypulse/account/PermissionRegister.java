package io.keypulse.account;

import io.keypulse.platform.Change;
import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.GlobalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The door through which imports bring what people said about being asked. */
@ApplicationScoped
public class PermissionRegister {
  @Inject ToldPermissions told;
  @Inject InstantSource clock;

  /**
   * About the contact's present address where no address is named.
   *
   * @param programId every program where it is null
   * @param tellsProgram whether the file says of which program at all
   * @param saidOn counts from the beginning of that day, so that an objection of the same day holds
   */
  public record Row(
      ExternalId id,
      @Nullable Integer contactId,
      @Nullable String email,
      PermissionKind kind,
      @Nullable PermissionBasis basis,
      @Nullable LocalDate snoozedUntil,
      @Nullable String reason,
      LocalDate saidOn,
      @Nullable Integer programId,
      boolean tellsProgram,
      Channel channel) {}

  /** A survey program, also as clients know it. */
  public record Program(int number, String id, String name) {}

  public List<Program> programs() {
    return told.programs().stream()
        .map(
            one ->
                new Program(one.id(), GlobalId.of(PermissionRules.PROGRAM, one.id()), one.name()))
        .toList();
  }

  /** Entries that are there already and say something else. */
  public Set<ExternalId> contradicted(List<Row> rows) {
    return new HashSet<>(told.contradicted(rows));
  }

  public List<Change> put(List<Row> rows) {
    return Change.of(rows.stream().map(Row::id).toList(), told.put(rows, clock.instant()));
  }
}
