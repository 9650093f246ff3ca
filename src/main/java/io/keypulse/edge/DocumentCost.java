package io.keypulse.edge;

import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.keypulse.platform.Refused;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a document would cost, found in one walk that measures every fragment once however often it
 * is used: so a document that multiplies fragments is refused as fast as any other.
 */
final class DocumentCost {
  private static final long PAGE_UNLESS_SAID = 25;

  /** A larger one is refused by name where it is asked for. */
  private static final long LARGEST_PAGE = 100;

  private static final long LARGEST = 1_000_000_000;

  /**
   * @param cost objects fetched at most, page sizes multiplied
   * @param selections fields when every fragment is written out
   * @param depth fields within fields, without introspection
   * @param fields at this level, fragments written out
   */
  record Measure(long cost, long selections, int depth, long fields) {
    static final Measure NOTHING = new Measure(0, 0, 0, 0);

    Measure and(Measure other) {
      return new Measure(
          Math.min(LARGEST, cost + other.cost),
          Math.min(LARGEST, selections + other.selections),
          Math.max(depth, other.depth),
          Math.min(LARGEST, fields + other.fields));
    }

    Measure selecting(long most) {
      return new Measure(cost, most, depth, fields);
    }
  }

  private final GraphQLSchema schema;
  private final Map<String, @Nullable Object> variables;
  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final Map<String, Measure> measured = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  private DocumentCost(
      GraphQLSchema schema, Document document, Map<String, @Nullable Object> variables) {
    this.schema = schema;
    this.variables = variables;
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(f -> fragments.put(f.getName(), f));
  }

  /** Of this operation; all others count as selections only, for they are validated with it. */
  static Measure of(
      GraphQLSchema schema,
      Document document,
      OperationDefinition operation,
      Map<String, Object> variables) {
    DocumentCost cost = new DocumentCost(schema, document, values(operation, variables));
    Measure measure = cost.of(operation);
    long written =
        Stream.concat(
                document.getDefinitionsOfType(OperationDefinition.class).stream().map(cost::of),
                cost.fragments.keySet().stream().map(cost::ofFragment))
            .mapToLong(Measure::selections)
            .reduce(measure.selections(), Math::max);
    return measure.selecting(written);
  }

  /** What is sent, and of what is not sent the value that the document has for it. */
  private static Map<String, @Nullable Object> values(
      OperationDefinition operation, Map<String, Object> sent) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (VariableDefinition variable : operation.getVariableDefinitions()) {
      String name = variable.getName();
      values.put(name, sent.containsKey(name) ? sent.get(name) : variable.getDefaultValue());
    }
    return values;
  }

  private Measure of(OperationDefinition operation) {
    GraphQLType root =
        switch (operation.getOperation()) {
          case QUERY -> schema.getQueryType();
          case MUTATION -> schema.getMutationType();
          case SUBSCRIPTION -> schema.getSubscriptionType();
        };
    return of(operation.getSelectionSet(), root);
  }

  private Measure of(@Nullable SelectionSet selections, @Nullable GraphQLType type) {
    Measure sum = Measure.NOTHING;
    if (selections != null) {
      for (Selection<?> selection : selections.getSelections()) {
        sum = sum.and(of(selection, type));
      }
    }
    return sum;
  }

  private Measure of(Selection<?> selection, @Nullable GraphQLType type) {
    return switch (selection) {
      case Field field -> of(field, type);
      case InlineFragment inline ->
          of(inline.getSelectionSet(), condition(inline.getTypeCondition(), type));
      case FragmentSpread spread -> ofFragment(spread.getName());
      default -> Measure.NOTHING;
    };
  }

  private Measure ofFragment(String name) {
    Measure known = measured.get(name);
    FragmentDefinition fragment = fragments.get(name);
    if (known != null || fragment == null) {
      return known == null ? Measure.NOTHING : known;
    }
    if (!open.add(name)) {
      throw Refused.invalid("query", "Fragment " + name + " contains itself.");
    }
    Measure measure = of(fragment.getSelectionSet(), condition(fragment.getTypeCondition(), null));
    open.remove(name);
    measured.put(name, measure);
    return measure;
  }

  private Measure of(Field field, @Nullable GraphQLType type) {
    GraphQLFieldDefinition definition =
        type instanceof GraphQLFieldsContainer container
            ? container.getFieldDefinition(field.getName())
            : null;
    Measure inner =
        of(
            field.getSelectionSet(),
            definition == null ? null : GraphQLTypeUtil.unwrapAll(definition.getType()));
    boolean introspection = field.getName().startsWith("__");
    long own = field.getSelectionSet() == null || introspection ? 0 : 1;
    return new Measure(
        Math.min(LARGEST, own + ofRows(field, type, inner.cost())),
        Math.min(LARGEST, 1 + inner.selections()),
        introspection ? 0 : 1 + inner.depth(),
        1);
  }

  /**
   * What the objects behind a field cost: of a page each of them is read, whatever is asked of it;
   * of another list there is a guess ({@link ListSizes}).
   */
  private long ofRows(Field field, @Nullable GraphQLType type, long each) {
    if (!(type instanceof GraphQLFieldsContainer container)
        || container.getFieldDefinition(field.getName()) == null) {
      return each;
    }
    GraphQLFieldDefinition definition = container.getFieldDefinition(field.getName());
    if (definition.getArgument("first") != null) {
      long rows = first(field);
      return Math.max(rows * each, Math.min(rows, LARGEST_PAGE));
    }
    boolean list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
    boolean ofConnection = field.getName().equals("nodes") || field.getName().equals("edges");
    if (!list || ofConnection) {
      return each;
    }
    String name = container.getName() + "." + field.getName();
    long rows = ListSizes.of(name, enumName(argument(field, "scope")));
    return ListSizes.isLarge(name) ? Math.max(rows * each, rows) : rows * each;
  }

  private long first(Field field) {
    return size(argument(field, "first"));
  }

  /** What is written in its place, or sent for the variable that is. */
  private @Nullable Object argument(Field field, String name) {
    for (Argument argument : field.getArguments()) {
      if (argument.getName().equals(name)) {
        return argument.getValue() instanceof VariableReference reference
            ? variables.get(reference.getName())
            : argument.getValue();
      }
    }
    return null;
  }

  private static @Nullable String enumName(@Nullable Object value) {
    return switch (value) {
      case EnumValue written -> written.getName();
      case String sent -> sent;
      case null, default -> null;
    };
  }

  private static long size(@Nullable Object value) {
    return switch (value) {
      case Number sent -> Math.clamp(sent.longValue(), 1, LARGEST);
      case IntValue written -> Math.clamp(written.getValue().longValue(), 1, LARGEST);
      case null, default -> PAGE_UNLESS_SAID;
    };
  }

  private @Nullable GraphQLType condition(
      @Nullable TypeName name, @Nullable GraphQLType otherwise) {
    return name == null ? otherwise : schema.getType(name.getName());
  }
}
