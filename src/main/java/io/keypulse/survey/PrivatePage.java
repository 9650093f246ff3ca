package io.keypulse.survey;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * A page behind a personal link: kept by no cache, told to no other site, framed by none, without
 * scripts.
 */
public final class PrivatePage {
  private PrivatePage() {}

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance unknown();
  }

  public static Response html(int status, TemplateInstance page, String language) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        .header("X-Robots-Tag", "noindex")
        .entity(page.setLocale(language).render())
        .build();
  }

  /** What unknown and altered links look like, alike. */
  public static TemplateInstance unknown() {
    return Templates.unknown();
  }
}
