package io.keypulse.demo;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /demo/inbox}: what the customers of the demo find in their mailboxes, or its staff; a
 * search looks through both.
 */
@Path("/demo/inbox")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class InboxPage {
  private static final int MAILS_PER_PAGE = 25;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm z", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  @Inject Inbox inbox;

  record Line(long id, String to, String subject, String sentAt) {
    static Line of(ReceivedMail mail) {
      return new Line(
          mail.id(), mail.to(), mail.subject(), mail.sentAt().map(TIME::format).orElse(""));
    }
  }

  enum Whose {
    CUSTOMERS,
    STAFF;

    boolean has(String recipient) {
      return (this == STAFF) == recipient.contains(DemoPeople.DOMAIN);
    }
  }

  /**
   * @param whose null for a search
   */
  record Listing(
      @Nullable Whose whose,
      String search,
      int total,
      @Nullable String newer,
      @Nullable String older,
      List<Line> mails) {
    public boolean isOf(String name) {
      return whose != null && whose.name().equals(name);
    }
  }

  @CheckedTemplate(basePath = "demo")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance inbox(Listing inbox);

    static native TemplateInstance mail(ReceivedMail mail, String sentAt);
  }

  @GET
  public TemplateInstance list(
      @QueryParam("whose") @DefaultValue("CUSTOMERS") Whose whose,
      @QueryParam("search") @DefaultValue("") String search,
      @QueryParam("page") @DefaultValue("1") int page) {
    String wanted = search.strip().toLowerCase(Locale.ROOT);
    List<Long> found =
        wanted.isEmpty()
            ? inbox.ids(whose::has)
            : inbox.ids(recipient -> recipient.toLowerCase(Locale.ROOT).contains(wanted));
    int shown = Math.max(1, page);
    List<Line> mails =
        found.stream()
            .skip((shown - 1L) * MAILS_PER_PAGE)
            .limit(MAILS_PER_PAGE)
            .map(inbox::mail)
            .flatMap(Optional::stream)
            .map(Line::of)
            .toList();
    return Templates.inbox(
        new Listing(
            wanted.isEmpty() ? whose : null,
            search.strip(),
            found.size(),
            shown > 1 ? link(whose, search, shown - 1) : null,
            found.size() > (long) shown * MAILS_PER_PAGE ? link(whose, search, shown + 1) : null,
            mails));
  }

  @GET
  @Path("{id}")
  public TemplateInstance mail(@PathParam("id") long id) {
    ReceivedMail mail = inbox.mail(id).orElseThrow(NotFoundException::new);
    return Templates.mail(mail, mail.sentAt().map(TIME::format).orElse(""));
  }

  private static String link(Whose whose, String search, int page) {
    return "?whose="
        + whose
        + "&search="
        + URLEncoder.encode(search.strip(), StandardCharsets.UTF_8)
        + "&page="
        + page;
  }
}
