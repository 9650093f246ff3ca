package io.keypulse.intake;

import java.util.List;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("ImportParkedDropInput")
public record ImportParkedDrop(@Id List<@NonNull String> ids) {}
