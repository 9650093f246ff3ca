package io.keypulse.edge;

import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.GraphQLSchema;
import io.keypulse.platform.Refused;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one field of a subscription, wherever fragments put it. The engine looks for it before it
 * reads variables, and fails where it finds none.
 */
final class SubscribedField {
  private static final Set<String> CONDITIONS = Set.of("skip", "include");

  private final String type;
  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  /** Under which names an answer would have fields. */
  private final Set<String> answered = new HashSet<>();

  private SubscribedField(GraphQLSchema schema, Document document) {
    type = schema.getSubscriptionType().getName();
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(fragment -> fragments.put(fragment.getName(), fragment));
  }

  /**
   * @throws Refused INVALID when it has none of its own or several, or one that a directive may
   *     leave out
   */
  static String of(OperationDefinition subscription, Document document, GraphQLSchema schema) {
    SubscribedField field = new SubscribedField(schema, document);
    return field
        .first(subscription.getSelectionSet())
        .filter(name -> field.answered.size() == 1 && !name.startsWith("__"))
        .orElseThrow(() -> Refused.invalid("query", "A subscription asks for one field."));
  }

  private Optional<String> first(SelectionSet selections) {
    Optional<String> first = Optional.empty();
    for (Selection<?> selection : selections.getSelections()) {
      refuseConditions((DirectivesContainer<?>) selection);
      Optional<String> found =
          switch (selection) {
            case Field field -> {
              answered.add(field.getResultKey());
              yield Optional.of(field.getName());
            }
            case InlineFragment inline ->
                within(inline.getTypeCondition(), inline.getSelectionSet());
            case FragmentSpread spread -> within(spread.getName());
            default -> Optional.empty();
          };
      first = first.or(() -> found);
    }
    return first;
  }

  private Optional<String> within(String name) {
    FragmentDefinition fragment = fragments.get(name);
    return fragment == null || !seen.add(name)
        ? Optional.empty()
        : within(fragment.getTypeCondition(), fragment.getSelectionSet());
  }

  private Optional<String> within(@Nullable TypeName condition, SelectionSet selections) {
    return condition == null || condition.getName().equals(type)
        ? first(selections)
        : Optional.empty();
  }

  private static void refuseConditions(DirectivesContainer<?> selection) {
    if (selection.getDirectives().stream().map(Directive::getName).anyMatch(CONDITIONS::contains)) {
      throw Refused.invalid(
          "query", "The field of a subscription is always asked for: without @skip and @include.");
    }
  }
}
