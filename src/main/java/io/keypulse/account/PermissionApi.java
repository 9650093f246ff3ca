package io.keypulse.account;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class PermissionApi {
  private static final int MOST_ENTRIES = 50;

  @Inject Permissions permissions;
  @Inject Contacts contacts;
  @Inject Idempotency idempotency;
  @Inject CurrentViewer viewer;
  @Inject Today today;
  @Inject InstantSource clock;

  @Mutation("permissionRecord")
  @Description(
      "Writes down what a contact said about being asked: of their address, or of themselves while they have none; a later address takes it over. What they said already, without a new reason, is no entry more. For employees who see the contact. WRONG_STATE where an address is said to be REACHABLE and there is none.")
  @Transactional
  public PermissionView permissionRecord(PermissionRecord input) {
    viewer.requireToChange();
    PermissionRecord said = input.checked(today.get());
    int contactId = GlobalId.parseInt(ContactView.TYPE, said.contactId(), "contactId");
    Contact contact =
        contacts
            .findByIdOptional(contactId)
            .orElseThrow(() -> Refused.notFound("contactId", "There is no such contact."));
    if (contact.erasedAt != null) {
      throw Refused.wrongState("contactId", Contact.ERASED);
    }
    String email = contact.email;
    if (email == null && said.kind() == PermissionKind.REACHABLE) {
      throw Refused.wrongState("contactId", "Add an e-mail address first; this is about one.");
    }
    Integer programId =
        said.programId() == null
            ? null
            : (Integer) GlobalId.parseInt(PermissionRules.PROGRAM, said.programId(), "programId");
    idempotency.once(
        "permissionRecord",
        said.idempotencyKey(),
        said,
        () -> {
          permissions.awaitTurn(contactId);
          refuseToShorten(contactId, email, said, programId);
          refuseToTakeBackOfOthers(email, said, programId);
          return permissions.add(contactId, email, said, programId, clock.instant());
        });
    return of(List.of(contactId)).getFirst();
  }

  private void refuseToShorten(
      int contactId, @Nullable String email, PermissionRecord said, @Nullable Integer programId) {
    LocalDate until = said.snoozedUntil();
    if (until != null && said.reason() == null) {
      permissions
          .snoozedBeyond(until, contactId, email, programId)
          .ifPresent(
              longer -> {
                throw Refused.invalid(
                    "reason",
                    "Not before %s was said already; say how you know that it is sooner."
                        .formatted(longer));
              });
    }
  }

  private void refuseToTakeBackOfOthers(
      @Nullable String email, PermissionRecord said, @Nullable Integer programId) {
    if (viewer.require().access() == Viewer.Access.ADMIN) {
      return;
    }
    LocalDate until = said.snoozedUntil();
    if ((said.kind() == PermissionKind.OBJECTION_WITHDRAWN
            && permissions.othersObjected(email, programId))
        || (until != null
            && said.reason() != null
            && permissions.othersSnoozedBeyond(until, email, programId))) {
      throw Refused.forbidden(
          "This was said at an account that you do not see; ask an administrator to take it back.");
    }
  }

  @Description("Whether this contact may be asked, and what was said about it.")
  @Transactional
  public List<PermissionView> permission(@Source List<ContactView> asked) {
    return of(asked.stream().map(ContactView::key).toList());
  }

  private List<PermissionView> of(List<Integer> contactIds) {
    Viewer reader = viewer.require();
    Map<Integer, Permissions.Standing> standings =
        permissions.standings(contactIds, today.get()).stream()
            .collect(toMap(Permissions.Standing::contactId, standing -> standing));
    Map<Integer, List<PermissionView.Entry>> entries =
        permissions.entries(contactIds, MOST_ENTRIES).stream()
            .collect(
                groupingBy(
                    Permissions.Entry::contactId,
                    mapping(entry -> PermissionView.Entry.of(entry, reader), toList())));
    return contactIds.stream()
        .map(
            id -> {
              Optional<Permissions.Standing> standing = Optional.ofNullable(standings.get(id));
              Optional<NotAsked> reason =
                  standing.flatMap(one -> Optional.ofNullable(one.reason())).map(NotAsked::valueOf);
              return new PermissionView(
                  reason.isEmpty(),
                  reason,
                  standing.flatMap(one -> Optional.ofNullable(one.refusal())),
                  entries.getOrDefault(id, List.of()));
            })
        .toList();
  }
}
