package io.keypulse.invitation;

import io.keypulse.platform.AsSystem;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.survey.Delivery;
import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.Satisfaction;
import io.keypulse.survey.Surveyor;
import io.keypulse.team.TeamRegister;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.transaction.Transactional;
import java.io.UnsupportedEncodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes mails: subject, text, HTML and links, in the language of the reader. */
@ApplicationScoped
class Scribe {
  /** Controls, and marks that turn the direction of what follows them. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+");

  private static final int LONGEST_NAME = 100;

  @Inject InvitationConfig.Links links;
  @Inject InvitationConfig.Mail settings;
  @Inject ReturnPath returnPath;
  @Inject Surveyor surveyor;
  @Inject TeamRegister teams;
  @Inject Colleagues colleagues;
  @Inject WaveWords words;

  record Link(String text, String url) {}

  /** Where a mail is written: for a program, by a team. */
  record Desk(int programId, int teamId) {
    static Desk of(Mails.Claimed mail) {
      return new Desk(mail.programId(), mail.teamId());
    }
  }

  /**
   * @param asker whoever answers for the account, where replies reach them
   */
  record Sender(InternetAddress from, @Nullable InternetAddress replyTo, @Nullable String asker) {}

  /**
   * What a template is filled with.
   *
   * @param opening what has come of this person's last answer; empty where there is nothing to say
   */
  record Content(
      String name,
      String opening,
      String lead,
      String question,
      List<Link> choices,
      @Nullable String asker,
      boolean reminder,
      String stopUrl) {}

  @CheckedTemplate(basePath = "invitation")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance subject(String key);

    static native TemplateInstance text(Content mail);

    static native TemplateInstance html(Content mail);
  }

  /** Mails come from the account manager's name and our address; answers reach the manager. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Sender sender(Desk desk) {
    Delivery delivery = surveyor.delivery(desk.programId());
    Optional<EmployeeView> manager =
        teams
            .responsible(desk.teamId())
            .flatMap(id -> colleagues.byIds(List.of(id)).values().stream().findFirst());
    try {
      InternetAddress from = new InternetAddress(settings.from(), true);
      @Nullable String asker = manager.map(one -> printable(one.name())).orElse(null);
      @Nullable String name = delivery.senderName() == null ? asker : delivery.senderName();
      boolean reaches =
          delivery.replyTo() == Delivery.ReplyTo.ACCOUNT_MANAGER && manager.isPresent();
      return new Sender(
          name == null ? from : named(from.getAddress(), signed(name, from.getPersonal())),
          reaches ? named(manager.orElseThrow().email(), manager.orElseThrow().name()) : null,
          reaches ? asker : null);
    } catch (AddressException | UnsupportedEncodingException wrong) {
      throw new IllegalStateException("The sender of mails cannot be used", wrong);
    }
  }

  private static String signed(String name, @Nullable String company) {
    return company == null || company.isBlank() ? name : name + ", " + company;
  }

  private static InternetAddress named(String address, String name)
      throws AddressException, UnsupportedEncodingException {
    InternetAddress named = new InternetAddress(address, true);
    named.setPersonal(printable(name), "UTF-8");
    return named;
  }

  Letter write(Mails.Claimed mail, Sender sender) {
    String token = Token.of(links.secret(), mail.key()).text();
    String stop = links.baseUrl() + "/u/" + token;
    MailKind kind = mail.mailKind();
    QuestionnaireView.Words asking = words.of(mail.waveId(), mail.language());
    Content content =
        new Content(
            printable(mail.name()),
            kind == MailKind.INVITATION ? mail.opening() : "",
            lead(kind, mail.countedOnly()),
            asking.question(),
            kind == MailKind.THANKS ? List.of() : choices(links.baseUrl() + "/s/" + token, asking),
            sender.asker(),
            kind == MailKind.REMINDER,
            stop);
    String domain = domain(sender.from().getAddress());
    return new Letter(
        mail.email(),
        sender.from(),
        sender.replyTo(),
        returnPath.of(mail.id()),
        kind.messageId(mail.key(), mail.number(), domain),
        kind == MailKind.INVITATION ? null : MailKind.INVITATION.messageId(mail.key(), 0, domain),
        stop,
        printable(subject(kind, asking, mail.language())),
        Templates.text(content).setLocale(mail.language()).render(),
        Templates.html(content).setLocale(mail.language()).render());
  }

  private static String subject(MailKind kind, QuestionnaireView.Words asking, String language) {
    return switch (kind) {
      case INVITATION -> asking.question();
      case REMINDER -> Templates.subject("reminderSubject").setLocale(language).render();
      case THANKS -> Templates.subject("thanksSubject").setLocale(language).render();
    };
  }

  private static String lead(MailKind kind, boolean countedOnly) {
    return switch (kind) {
      case INVITATION -> countedOnly ? "whyYouCounted" : "whyYou";
      case REMINDER -> "reminderLead";
      case THANKS -> countedOnly ? "recordedCounted" : "thanksLead";
    };
  }

  private static List<Link> choices(String answer, QuestionnaireView.Words asking) {
    return Arrays.stream(Satisfaction.values())
        .map(level -> new Link(asking.text(level), answer + "?r=" + level.score))
        .toList();
  }

  /** One line that shows what it says. */
  private static String printable(String text) {
    String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    return line.length() > LONGEST_NAME
        ? line.substring(
            0,
            line.offsetByCodePoints(
                0, Math.min(LONGEST_NAME, line.codePointCount(0, line.length()))))
        : line;
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
