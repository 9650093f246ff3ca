package io.keypulse.edge;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.SchemaTransformer;
import graphql.schema.TypeResolver;
import graphql.schema.visibility.DefaultGraphqlFieldVisibility;
import io.smallrye.graphql.schema.model.Field;
import io.smallrye.graphql.schema.model.Operation;
import io.smallrye.graphql.schema.model.Schema;
import io.smallrye.graphql.schema.model.Type;
import java.util.Map;

/**
 * Gives every field of the schema that the extension built a fetcher of ours. The extension's own
 * cost more than the database (they keep a context per value) and key batched fields by a hash, so
 * that one account's rows can reach another.
 */
final class Fetchers {
  private final GraphQLSchema schema;
  private final GraphQLCodeRegistry.Builder registry;

  private Fetchers(GraphQLSchema schema) {
    this.schema = schema;
    this.registry =
        GraphQLCodeRegistry.newCodeRegistry(schema.getCodeRegistry())
            .fieldVisibility(DefaultGraphqlFieldVisibility.DEFAULT_FIELD_VISIBILITY);
  }

  static GraphQLSchema into(GraphQLSchema schema, Schema model) {
    Fetchers fetchers = new Fetchers(schema);
    model.getQueries().forEach(query -> fetchers.put("Query", query, new RootFetcher(call(query))));
    model
        .getMutations()
        .forEach(change -> fetchers.put("Mutation", change, new ChangeFetcher(call(change))));
    model
        .getSubscriptions()
        .forEach(heard -> fetchers.put("Subscription", heard, new NoticeFetcher(call(heard))));
    model.getTypes().values().forEach(fetchers::putType);
    schema.getAllTypesAsList().forEach(fetchers::resolveByName);
    return SchemaTransformer.transformSchema(
        schema.transform(builder -> builder.codeRegistry(fetchers.registry.build())),
        new SpecScalars());
  }

  /** The extension's resolvers know the types of the schema that it built, and not of this one. */
  private void resolveByName(GraphQLNamedType type) {
    switch (type) {
      case GraphQLUnionType union ->
          registry.typeResolver(union, byName(registry.getTypeResolver(union)));
      case GraphQLInterfaceType shared ->
          registry.typeResolver(shared, byName(registry.getTypeResolver(shared)));
      default -> {}
    }
  }

  private static TypeResolver byName(TypeResolver resolver) {
    return asked -> asked.getSchema().getObjectType(resolver.getType(asked).getName());
  }

  private void putType(Type type) {
    for (Map.Entry<String, Field> field : type.getFields().entrySet()) {
      put(
          type.getName(),
          field.getValue(),
          new PropertyFetcher(
              type.getClassName(),
              field.getValue(),
              isComposite(type.getName(), field.getValue())));
    }
    type.getOperations()
        .values()
        .forEach(
            operation ->
                put(
                    type.getName(),
                    operation,
                    new OneByOneFetcher(call(operation), isComposite(type.getName(), operation))));
    type.getBatchOperations()
        .values()
        .forEach(operation -> put(type.getName(), operation, new BatchFetcher(call(operation))));
  }

  private static OperationCall call(Operation operation) {
    return new OperationCall(operation);
  }

  private boolean isComposite(String type, Field field) {
    return GraphQLTypeUtil.unwrapAll(
            schema.getObjectType(type).getFieldDefinition(field.getName()).getType())
        instanceof GraphQLCompositeType;
  }

  private void put(String type, Field field, DataFetcher<?> fetcher) {
    registry.dataFetcher(FieldCoordinates.coordinates(type, field.getName()), fetcher);
  }
}
