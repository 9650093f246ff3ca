package io.keypulse.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Documents that came before, parsed and validated once: front ends send the same few all day. The
 * cache is bounded by the length of what it holds, not by its number.
 */
@ApplicationScoped
class Documents implements PreparsedDocumentProvider {
  private static final Set<String> SCHEMA = Set.of("__schema", "__type");
  private static final long MOST_CHARACTERS = 1_000_000;

  @Inject GraphQlLimits limits;

  private final Cache<String, Parsed> parsed = bounded();
  private final Cache<String, PreparsedDocumentEntry> validated = bounded();

  /** A document and what of its cost does not depend on variables. */
  record Parsed(Document document, int aliases, int directives, boolean asksForTheSchema) {}

  /**
   * @throws Refused INVALID when it is not GraphQL or has a NUL or half a character in a text,
   *     OVER_BUDGET when it has too many tokens
   */
  Parsed parsed(String query) {
    Parsed known = parsed.getIfPresent(query);
    if (known != null) {
      return known;
    }
    Parsed fresh = count(parse(query));
    parsed.put(query, fresh);
    return fresh;
  }

  @Override
  public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
      ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> validate) {
    PreparsedDocumentEntry known = validated.getIfPresent(input.getQuery());
    if (known == null) {
      known = validate.apply(input);
      validated.put(input.getQuery(), known);
    }
    return CompletableFuture.completedFuture(known);
  }

  private Document parse(String query) {
    ParserOptions options =
        ParserOptions.newParserOptions()
            .maxTokens(limits.tokens())
            .captureLineComments(false)
            .captureIgnoredChars(false)
            .build();
    try {
      return Parser.parse(
          ParserEnvironment.newParserEnvironment()
              .document(query)
              .parserOptions(options)
              .locale(Locale.ENGLISH)
              .build());
    } catch (ParseCancelledException tooLong) {
      throw new Refused(
          RefusalCode.OVER_BUDGET,
          "tokens",
          "The document has more than " + limits.tokens() + " tokens.");
    } catch (InvalidSyntaxException broken) {
      throw Refused.invalid("query", String.valueOf(broken.getMessage()));
    }
  }

  private static Parsed count(Document document) {
    int aliases = 0;
    int directives = 0;
    boolean schema = false;
    Deque<Node<?>> waiting = new ArrayDeque<>(List.of(document));
    while (!waiting.isEmpty()) {
      Node<?> node = waiting.pop();
      aliases += node instanceof Field field && field.getAlias() != null ? 1 : 0;
      directives += node instanceof Directive ? 1 : 0;
      schema |= node instanceof Field field && SCHEMA.contains(field.getName());
      BrokenTexts.refuseIn(node);
      node.getChildren().forEach(waiting::push);
    }
    return new Parsed(document, aliases, directives, schema);
  }

  private static <V> Cache<String, V> bounded() {
    return Caffeine.newBuilder()
        .maximumWeight(MOST_CHARACTERS)
        .weigher((String query, V value) -> query.length())
        .build();
  }
}
