package io.keypulse.edge;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.Objects;

/**
 * Whether a field of the object that is being computed stands in the document. The engine's own
 * answer takes the whole operation apart first; this one looks one level down. A field that {@code
 * @skip} leaves out counts as asked for, which costs a little and changes nothing.
 */
record Selected(DataFetchingEnvironment environment) {
  boolean has(String name) {
    return environment.getMergedField().getFields().stream()
        .map(Field::getSelectionSet)
        .anyMatch(selections -> selections != null && has(name, selections));
  }

  private boolean has(String name, SelectionSet selections) {
    Map<String, FragmentDefinition> fragments = environment.getFragmentsByName();
    return selections.getSelections().stream()
        .anyMatch(
            selection ->
                switch (selection) {
                  case Field field -> field.getName().equals(name);
                  case InlineFragment inline -> has(name, inline.getSelectionSet());
                  case FragmentSpread spread ->
                      has(
                          name,
                          Objects.requireNonNull(fragments.get(spread.getName()))
                              .getSelectionSet());
                  default -> false;
                });
  }
}
