package io.keypulse.survey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keypulse.platform.Sha256;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A page for one reader: kept by no cache, told to no other site, framed by none, without scripts;
 * of styles only its own.
 */
public final class PrivatePage {
  private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");
  private static final String STYLE = "<style>";
  private static final String STYLE_END = "</style>";

  /** The styles of our templates; more of them than there are would be a mistake. */
  private static final Cache<String, String> HASHES =
      Caffeine.newBuilder().maximumSize(100).build();

  private PrivatePage() {}

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance unknown(Languages languages);
  }

  public static Response html(int status, TemplateInstance page, String language) {
    String html = page.setLocale(language).render();
    return Response.status(status)
        .type(HTML)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src %s; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                .formatted(styles(html)))
        .header("X-Robots-Tag", "noindex")
        .entity(html.getBytes(UTF_8))
        .build();
  }

  /** The page's own styles, each by its hash. */
  private static String styles(String html) {
    StringJoiner hashes = new StringJoiner(" ");
    for (int start = html.indexOf(STYLE); start >= 0; start = html.indexOf(STYLE, start)) {
      start += STYLE.length();
      String style = html.substring(start, html.indexOf(STYLE_END, start));
      hashes.add("'sha256-" + HASHES.get(style, PrivatePage::hash) + "'");
    }
    return hashes.toString();
  }

  private static String hash(String style) {
    return Base64.getEncoder().encodeToString(Sha256.of(style.getBytes(UTF_8)));
  }

  /**
   * What unknown and altered links look like, alike.
   *
   * @param asked the language of the link, if it has one
   */
  public static Response unknown(@Nullable String asked, HttpHeaders headers) {
    Languages languages = Languages.ofBrowser(asked, headers.getAcceptableLanguages());
    return html(404, Templates.unknown(languages), languages.chosen());
  }
}
