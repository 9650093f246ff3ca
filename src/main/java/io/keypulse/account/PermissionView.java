package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Provenance;
import io.keypulse.platform.Viewer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Name("ContactPermission")
@Description("Whether a contact may be asked, and what was said about it.")
public record PermissionView(
    @Description("Today, by every program; one the person objected to is still left out.")
        boolean mayBeAsked,
    @Description("Why not; absent where the contact may be asked.") Optional<NotAsked> reason,
    @Description(
            "What the mail server said of the address that it refused for good; REACHABLE lifts it. Absent where"
                + " none did.")
        Optional<String> refusal,
    @Description("The latest 50 entries about the address of this contact, newest first.")
        List<@NonNull Entry> entries) {

  @Name("PermissionEntry")
  @Description("One entry of the permission ledger. Entries are added, never changed.")
  public record Entry(
      @Id String id,
      PermissionKind kind,
      @Description("Of a BASIS.") Optional<PermissionBasis> basis,
      @io.smallrye.graphql.api.Nullable
          @Id
          @Description("The survey program it is about; absent: every one.")
          @Nullable String programId,
      @Description("Of a SNOOZE: the first day on which the contact may be asked again.")
          Optional<LocalDate> snoozedUntil,
      @Description(
              "Absent for analysts, where none was given, and of what was said at an account that the viewer does"
                  + " not see; who recorded that is not told either.")
          Optional<String> reason,
      PermissionVia via,
      @Description("When the person said it.") OffsetDateTime saidAt,
      Provenance provenance) {
    static Entry of(Permissions.Entry entry, Viewer viewer) {
      boolean hidden = viewer.access() != Viewer.Access.ADMIN && entry.ofOthers();
      return new Entry(
          GlobalId.of("PermissionEntry", entry.id()),
          PermissionKind.valueOf(entry.kind()),
          Optional.ofNullable(entry.basis()).map(PermissionBasis::valueOf),
          entry.programId() == null
              ? null
              : GlobalId.of(PermissionRules.PROGRAM, entry.programId()),
          Optional.ofNullable(entry.snoozedUntil()),
          Optional.ofNullable(entry.reason()).filter(reason -> viewer.seesPersons() && !hidden),
          PermissionVia.valueOf(entry.via()),
          entry.saidAt().atOffset(ZoneOffset.UTC),
          Provenance.of(
              entry.channel(),
              entry.source(),
              entry.recordedAt(),
              hidden ? null : entry.recordedBy()));
    }
  }
}
