package io.keypulse.survey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.qute.CacheSectionHelper;
import io.quarkus.qute.CompletedStage;
import io.quarkus.qute.EngineConfiguration;
import io.quarkus.qute.ResultNode;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code {#kept key=...}} of a template keeps: a part of a page that is the same for many
 * readers is rendered once. Its key has all that the part shows, its language too.
 */
@EngineConfiguration
public class CachedParts extends CacheSectionHelper.Factory {
  /** Of about a kilobyte. */
  private static final int PARTS = 10_000;

  public CachedParts() {
    super(new Parts());
  }

  /** The name {@code #cached} is Quarkus', for its extension quarkus-cache. */
  @Override
  public List<String> getDefaultAliases() {
    return List.of("kept");
  }

  /** No text that Keypulse takes has a zero within, so that different parts have different keys. */
  public static String key(@Nullable Object... shown) {
    return Arrays.stream(shown).map(String::valueOf).collect(Collectors.joining("\0"));
  }

  private static final class Parts implements CacheSectionHelper.Cache {
    private final Cache<String, Part> rendered = Caffeine.newBuilder().maximumSize(PARTS).build();

    @Override
    public CompletionStage<ResultNode> getValue(
        String key, Function<String, CompletionStage<ResultNode>> render) {
      Part known = rendered.getIfPresent(key);
      return known != null
          ? CompletedStage.of(known)
          : render
              .apply(key)
              .thenApply(
                  node -> {
                    Part part = Part.of(node);
                    rendered.put(key, part);
                    return part;
                  });
    }
  }

  private static final class Part extends ResultNode {
    private final String text;

    private Part(String text) {
      this.text = text;
    }

    static Part of(ResultNode node) {
      StringBuilder text = new StringBuilder();
      node.process(text::append);
      return new Part(text.toString());
    }

    @Override
    public void process(Consumer<String> page) {
      page.accept(text);
    }
  }
}
