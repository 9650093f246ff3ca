package io.keypulse.api;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Queries that ask for everything behind a root field: all edges of every type of object where that
 * type is met first, its plain fields wherever it is met again.
 */
final class Everything {
  private static final int WORDS = 100;

  /** A place in the query and how deep it lies. */
  private record Met(Everything place, int depth) {}

  /** The share of the whole company's sales moves with everybody's, which is what it is for. */
  private static final String OF_THE_WHOLE_COMPANY = "salesShare";

  private final GraphQLType type;
  private final List<String> plain = new ArrayList<>();
  private final Map<String, Everything> edges = new LinkedHashMap<>();

  private Everything(GraphQLType type) {
    this.type = type;
  }

  /** Documents small enough for one request each. */
  static List<String> behind(GraphQLFieldDefinition field, String arguments, int depth) {
    Everything root = new Everything(GraphQLTypeUtil.unwrapAll(field.getType()));
    root.open(depth);
    String call = field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")");
    Everything spine = root.edges.getOrDefault("nodes", root);
    List<String> documents = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (Map.Entry<String, Everything> edge : spine.edges.entrySet()) {
      String next = edge.getKey() + edge.getValue().text() + ' ';
      if (!part.isEmpty() && words(part.toString()) + words(next) > WORDS) {
        documents.add(document(call, root, spine, part.toString()));
        part.setLength(0);
      }
      part.append(next);
    }
    documents.add(document(call, root, spine, part.toString()));
    return documents;
  }

  private static int words(String text) {
    return text.split(" ", -1).length;
  }

  private static String document(String call, Everything root, Everything spine, String part) {
    String fields = (String.join(" ", spine.plain) + " " + part).strip();
    String inner = " { " + (fields.isEmpty() ? "__typename" : fields) + " }";
    if (spine == root) {
      return "{ " + call + inner + " }";
    }
    StringBuilder text = new StringBuilder("{ " + call + " { ");
    text.append(String.join(" ", root.plain)).append(' ');
    root.edges.forEach(
        (name, edge) -> text.append(name).append(edge == spine ? inner : edge.text()).append(' '));
    return text + "} }";
  }

  private void open(int depth) {
    Set<String> opened = new HashSet<>();
    Deque<Met> met = new ArrayDeque<>(List.of(new Met(this, 1)));
    while (!met.isEmpty()) {
      Met next = met.poll();
      if (next.place().type instanceof GraphQLObjectType object) {
        boolean first = next.depth() < depth && opened.add(object.getName());
        for (GraphQLFieldDefinition field : object.getFieldDefinitions()) {
          GraphQLType type = GraphQLTypeUtil.unwrapAll(field.getType());
          if (field.getName().equals(OF_THE_WHOLE_COMPANY) || leadsBack(object, field, opened)) {
            continue;
          }
          if (type instanceof GraphQLUnionType union) {
            if (first) {
              next.place().edges.put(called(field), ofUnion(union, next.depth(), met));
            }
          } else if (!(type instanceof GraphQLObjectType)) {
            next.place().plain.add(field.getName());
          } else if (first) {
            Everything edge = new Everything(type);
            next.place().edges.put(called(field), edge);
            // A connection tells its objects twice; they are opened as nodes.
            met.add(new Met(edge, object.getName().endsWith("Edge") ? depth : next.depth() + 1));
          }
        }
      }
    }
    prune();
  }

  /** From the progress of a wave to the wave: asking for it twice costs what the rest needs. */
  private static boolean leadsBack(
      GraphQLObjectType object, GraphQLFieldDefinition field, Set<String> opened) {
    return object.getName().equals("WaveProgress")
        && field.getName().equals("wave")
        && opened.contains("Wave");
  }

  /** What stands in lists of its own is asked for as few as a page that affords everything has. */
  private static String called(GraphQLFieldDefinition field) {
    return field.getName() + (field.getArgument("first") == null ? "" : "(first: 4)");
  }

  /** Every kind of object that may stand there. */
  private static Everything ofUnion(GraphQLUnionType union, int depth, Deque<Met> met) {
    Everything any = new Everything(union);
    for (GraphQLNamedOutputType member : union.getTypes()) {
      Everything one = new Everything(member);
      any.edges.put("... on " + member.getName(), one);
      met.add(new Met(one, depth + 1));
    }
    return any;
  }

  /** An object of which nothing is asked is asked for its type. */
  private void prune() {
    edges.values().forEach(Everything::prune);
    if (plain.isEmpty() && edges.isEmpty()) {
      plain.add("__typename");
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder(" { " + String.join(" ", plain) + " ");
    edges.forEach((name, edge) -> text.append(name).append(edge.text()).append(' '));
    return text + "}";
  }
}
