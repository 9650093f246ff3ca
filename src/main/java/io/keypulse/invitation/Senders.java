package io.keypulse.invitation;

import io.keypulse.platform.AsSystem;
import io.keypulse.survey.AskingCompany;
import io.keypulse.survey.Delivery;
import io.keypulse.survey.Surveyor;
import io.keypulse.team.TeamRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.transaction.Transactional;
import java.io.UnsupportedEncodingException;
import org.jspecify.annotations.Nullable;

/**
 * In whose name customers are written to: the account manager's and the company's, from our
 * address, and answers reach the manager, unless the program says otherwise.
 */
@ApplicationScoped
public class Senders {
  @Inject InvitationConfig.Mail settings;
  @Inject AskingCompany company;
  @Inject Surveyor surveyor;
  @Inject TeamRegister teams;

  /** Where a mail is written: for a program, by a team. */
  record Desk(int programId, int teamId) {
    static Desk of(Mails.Claimed mail) {
      return new Desk(mail.programId(), mail.teamId());
    }
  }

  /**
   * @param asker whoever answers for the account, where replies reach them
   */
  record Sender(InternetAddress from, @Nullable InternetAddress replyTo, @Nullable String asker) {
    /** As whom the mail is signed. */
    String signature() {
      return from.getPersonal();
    }
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Sender of(Desk desk) {
    return sender(desk);
  }

  /** Whom a reply to such a mail reaches, in the transaction of the caller. */
  public ReplyContact replyContact(int programId, int teamId) {
    return replyContact(sender(new Desk(programId, teamId)));
  }

  /** The same, where the program and who answers for the account are known. */
  public ReplyContact replyContact(
      @Nullable String senderName, Delivery.ReplyTo replyTo, @Nullable ReplyContact manager) {
    return replyContact(sender(senderName, replyTo, manager));
  }

  private static ReplyContact replyContact(Sender sender) {
    InternetAddress reached = sender.replyTo() == null ? sender.from() : sender.replyTo();
    return new ReplyContact(reached.getPersonal(), reached.getAddress());
  }

  /** The sender of mails that are from nobody in particular. */
  InternetAddress ours() {
    return named(settings.from(), Printable.line(company.name()));
  }

  private Sender sender(Desk desk) {
    Delivery delivery = surveyor.delivery(desk.programId());
    @Nullable ReplyContact manager =
        teams
            .accountManager(desk.teamId())
            .map(one -> new ReplyContact(one.name(), one.email()))
            .orElse(null);
    return sender(delivery.senderName(), delivery.replyTo(), manager);
  }

  private Sender sender(
      @Nullable String senderName, Delivery.ReplyTo replyTo, @Nullable ReplyContact manager) {
    @Nullable String managers = manager == null ? null : manager.name();
    @Nullable String name = senderName == null ? managers : senderName;
    InternetAddress from =
        name == null ? ours() : named(settings.from(), Printable.line(name, company.name()));
    return manager != null && replyTo == Delivery.ReplyTo.ACCOUNT_MANAGER
        ? new Sender(
            from,
            named(manager.email(), Printable.line(manager.name())),
            Printable.line(manager.name()))
        : new Sender(from, null, null);
  }

  private static InternetAddress named(String address, String name) {
    try {
      InternetAddress named = new InternetAddress(address, true);
      named.setPersonal(name, "UTF-8");
      return named;
    } catch (AddressException | UnsupportedEncodingException wrong) {
      throw new IllegalStateException("The sender of mails cannot be used", wrong);
    }
  }
}
