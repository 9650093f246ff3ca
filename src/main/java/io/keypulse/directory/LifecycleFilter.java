package io.keypulse.directory;

import io.keypulse.account.AccountLifecycle;
import io.smallrye.graphql.api.Nullable;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("AccountLifecycleFilter")
@Description("Which lifecycles; every part given narrows.")
public record LifecycleFilter(
    @Nullable @org.jspecify.annotations.Nullable AccountLifecycle eq,
    @Nullable @org.jspecify.annotations.Nullable List<@NonNull AccountLifecycle> in) {
  List<String> names() {
    return Stream.of(AccountLifecycle.values())
        .filter(one -> eq == null || eq == one)
        .filter(one -> in == null || in.contains(one))
        .map(Enum::name)
        .toList();
  }
}
