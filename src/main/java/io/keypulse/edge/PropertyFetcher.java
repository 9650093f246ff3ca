package io.keypulse.edge;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import io.smallrye.graphql.schema.model.Field;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a component of a record; objects read so are siblings as the records are. */
final class PropertyFetcher implements LightDataFetcher<@Nullable Object> {
  private final Function<Object, @Nullable Object> read;
  private final boolean composite;

  PropertyFetcher(String owner, Field field, boolean composite) {
    this.read = accessor(Classes.named(owner), field.getMethodName());
    this.composite = composite;
  }

  @Override
  public @Nullable Object get(
      GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment) {
    return Outputs.of(
        composite
            ? Loads.CURRENT.get().ask(this, List.of(), source, this::readAll)
            : read.apply(source));
  }

  @Override
  public @Nullable Object get(DataFetchingEnvironment environment) {
    return get(
        environment.getFieldDefinition(),
        Objects.requireNonNull(environment.getSource()),
        () -> environment);
  }

  private List<@Nullable Object> readAll(List<Object> sources) {
    List<@Nullable Object> values = new ArrayList<>(sources.size());
    sources.forEach(source -> values.add(read.apply(source)));
    return values;
  }

  /** As fast as if it were written here. */
  @SuppressWarnings("unchecked")
  private static Function<Object, @Nullable Object> accessor(Class<?> owner, String method) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
      MethodHandle handle = lookup.unreflect(owner.getMethod(method));
      return (Function<Object, @Nullable Object>)
          LambdaMetafactory.metafactory(
                  lookup,
                  "apply",
                  MethodType.methodType(Function.class),
                  MethodType.methodType(Object.class, Object.class),
                  handle,
                  MethodType.methodType(handle.type().returnType(), owner).wrap())
              .getTarget()
              .invoke();
    } catch (Throwable impossible) {
      throw new IllegalStateException(owner + "." + method, impossible);
    }
  }
}
