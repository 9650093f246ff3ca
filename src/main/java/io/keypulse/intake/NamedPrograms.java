package io.keypulse.intake;

import io.keypulse.account.PermissionRegister;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The survey programs that rows of a file name as people or as clients do. */
record NamedPrograms(List<PermissionRegister.Program> all) {
  static NamedPrograms of(PermissionRegister permissions, Stream<String> named) {
    return new NamedPrograms(
        named.findAny().isPresent()
            ? permissions.programs()
            : List.<PermissionRegister.Program>of());
  }

  /** In another case where only one is called so. */
  Optional<Integer> id(String named) {
    return all.stream()
        .filter(one -> one.name().equals(named) || one.id().equals(named))
        .findFirst()
        .or(() -> onlyOne(named))
        .map(PermissionRegister.Program::number);
  }

  private Optional<PermissionRegister.Program> onlyOne(String named) {
    List<PermissionRegister.Program> alike =
        all.stream().filter(one -> one.name().equalsIgnoreCase(named)).toList();
    return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
  }
}
