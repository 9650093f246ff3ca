package io.keypulse.edge;

import io.quarkus.arc.Arc;
import io.smallrye.graphql.schema.model.Argument;
import io.smallrye.graphql.schema.model.Operation;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** A field of the schema as the method of the bean that computes it. */
final class OperationCall {
  private final Object bean;
  private final Method method;
  private final List<Argument> arguments;
  private final Type[] types;
  private final boolean hasArguments;

  OperationCall(Operation operation) {
    Class<?> type = Classes.named(operation.getClassName());
    bean = Arc.container().instance(type).get();
    arguments = operation.getArguments();
    method =
        Arrays.stream(type.getMethods())
            .filter(candidate -> candidate.getName().equals(operation.getMethodName()))
            .filter(this::takesTheArguments)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No method for " + operation.getName()));
    types = method.getGenericParameterTypes();
    hasArguments = arguments.stream().anyMatch(argument -> !argument.isSourceArgument());
  }

  boolean hasArguments() {
    return hasArguments;
  }

  <A extends Annotation> @Nullable A annotation(Class<A> type) {
    return method.getAnnotation(type);
  }

  /** What a request gives, as the method takes it; nothing in the place of the source. */
  List<@Nullable Object> arguments(Map<String, Object> given) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      Argument argument = arguments.get(i);
      values.add(
          argument.isSourceArgument()
              ? null
              : Inputs.of(given.get(argument.getName()), types[i], argument.getName()));
    }
    return values;
  }

  /** Calls it with these arguments and this source, if it takes one. */
  @Nullable Object call(@Nullable Object source, List<@Nullable Object> values) throws Exception {
    @Nullable Object[] all = values.toArray();
    for (int i = 0; i < all.length; i++) {
      if (arguments.get(i).isSourceArgument()) {
        all[i] = source;
      }
    }
    try {
      return method.invoke(bean, all);
    } catch (InvocationTargetException fault) {
      throw fault.getCause() instanceof Exception cause ? cause : fault;
    }
  }

  private boolean takesTheArguments(Method candidate) {
    Type[] parameters = candidate.getGenericParameterTypes();
    if (parameters.length != arguments.size()) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      boolean source = candidate.getParameters()[i].isAnnotationPresent(Source.class);
      String asked = arguments.get(i).getReference().getClassName();
      if (source != arguments.get(i).isSourceArgument()
          || (source && !innermost(parameters[i]).getTypeName().equals(asked))) {
        return false;
      }
    }
    return true;
  }

  private static Type innermost(Type type) {
    return type instanceof ParameterizedType generic
        ? innermost(generic.getActualTypeArguments()[0])
        : type;
  }
}
