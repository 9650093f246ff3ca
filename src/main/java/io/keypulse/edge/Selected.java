package io.keypulse.edge;

import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a field of the object that is being computed stands in the document. The engine's own
 * answer takes the whole operation apart first; this one reads what it has to. A field that {@code
 * @skip} leaves out counts as asked for, which costs a little and changes nothing.
 */
record Selected(Supplier<DataFetchingEnvironment> environment)
    implements io.keypulse.platform.Selection.Asked {
  @Override
  public boolean has(String name) {
    return environment.get().getMergedField().getFields().stream()
        .map(Field::getSelectionSet)
        .anyMatch(selections -> selections != null && has(name, selections));
  }

  private boolean has(String name, SelectionSet selections) {
    return selections.getSelections().stream()
        .anyMatch(
            selection ->
                switch (selection) {
                  case Field field -> field.getName().equals(name);
                  case InlineFragment inline -> has(name, inline.getSelectionSet());
                  case FragmentSpread spread -> has(name, fragment(spread));
                  default -> false;
                });
  }

  @Override
  public int times(String name) {
    return times(name, environment.get().getOperationDefinition().getSelectionSet());
  }

  private int times(String name, @Nullable SelectionSet selections) {
    return selections == null
        ? 0
        : selections.getSelections().stream()
            .mapToInt(
                selection ->
                    switch (selection) {
                      case Field field ->
                          (field.getName().equals(name) ? 1 : 0)
                              + times(name, field.getSelectionSet());
                      case InlineFragment inline -> times(name, inline.getSelectionSet());
                      case FragmentSpread spread -> times(name, fragment(spread));
                      default -> 0;
                    })
            .sum();
  }

  private SelectionSet fragment(FragmentSpread spread) {
    return Objects.requireNonNull(environment.get().getFragmentsByName().get(spread.getName()))
        .getSelectionSet();
  }
}
