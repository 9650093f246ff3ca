package io.keypulse.edge;

import graphql.execution.CoercedVariables;
import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLObjectType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

  private record Step(String field, Map<String, Object> arguments) {}

  /** Objects are told apart by the fields and arguments that lead to them. */
  @Override
  public int objects() {
    DataFetchingEnvironment at = environment.get();
    return (int)
        ExecutableNormalizedOperationFactory.createExecutableNormalizedOperation(
                at.getGraphQLSchema(),
                at.getOperationDefinition(),
                at.getFragmentsByName(),
                CoercedVariables.of(at.getVariables()))
            .getCoordinatesToNormalizedFields()
            .get(
                FieldCoordinates.coordinates(
                    (GraphQLObjectType) at.getParentType(), at.getFieldDefinition()))
            .stream()
            .map(Selected::way)
            .distinct()
            .count();
  }

  private static List<Step> way(ExecutableNormalizedField field) {
    return Stream.iterate(field, Objects::nonNull, ExecutableNormalizedField::getParent)
        .map(step -> new Step(step.getFieldName(), step.getResolvedArguments()))
        .toList();
  }

  private SelectionSet fragment(FragmentSpread spread) {
    return Objects.requireNonNull(environment.get().getFragmentsByName().get(spread.getName()))
        .getSelectionSet();
  }
}
