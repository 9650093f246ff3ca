package io.keypulse.edge;

import graphql.GraphQLError;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link InputMistakes} finds in the arguments that a document writes out. */
record ArgumentMistakes(GraphQLSchema schema, List<GraphQLError> found) {
  static List<GraphQLError> in(Document document, GraphQLSchema schema) {
    ArgumentMistakes mistakes = new ArgumentMistakes(schema, new ArrayList<>());
    document
        .getDefinitionsOfType(OperationDefinition.class)
        .forEach(one -> mistakes.look(one.getSelectionSet(), mistakes.root(one)));
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(
            one -> mistakes.look(one.getSelectionSet(), mistakes.named(one.getTypeCondition())));
    return mistakes.found();
  }

  private @Nullable GraphQLType root(OperationDefinition operation) {
    return switch (operation.getOperation()) {
      case QUERY -> schema.getQueryType();
      case MUTATION -> schema.getMutationType();
      case SUBSCRIPTION -> schema.getSubscriptionType();
    };
  }

  private @Nullable GraphQLType named(TypeName type) {
    return schema.getType(type.getName());
  }

  private void look(@Nullable SelectionSet within, @Nullable GraphQLType type) {
    if (within == null || !(type instanceof GraphQLFieldsContainer container)) {
      return;
    }
    for (Selection<?> selection : within.getSelections()) {
      if (selection instanceof Field field) {
        look(field, container.getFieldDefinition(field.getName()));
      } else if (selection instanceof InlineFragment part) {
        look(
            part.getSelectionSet(),
            part.getTypeCondition() == null ? type : named(part.getTypeCondition()));
      }
    }
  }

  private void look(Field field, @Nullable GraphQLFieldDefinition known) {
    if (known == null) {
      return;
    }
    field.getArguments().stream()
        .filter(argument -> known.getArgument(argument.getName()) != null)
        .forEach(
            argument ->
                new InputMistakes(schema, argument.getSourceLocation(), found)
                    .lookAt(argument, known.getArgument(argument.getName()).getType()));
    look(field.getSelectionSet(), GraphQLTypeUtil.unwrapAll(known.getType()));
  }
}
