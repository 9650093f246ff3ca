package io.keypulse.invitation;

import io.keypulse.platform.AsSystem;
import io.keypulse.staff.EmployeeView;
import io.keypulse.survey.Delivery;
import io.keypulse.survey.Surveyor;
import io.keypulse.team.TeamRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.transaction.Transactional;
import java.io.UnsupportedEncodingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In whose name customers are written to: the account manager's, from our address, and answers
 * reach the manager, unless the program says otherwise.
 */
@ApplicationScoped
public class Senders {
  @Inject InvitationConfig.Mail settings;
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
  record Sender(InternetAddress from, @Nullable InternetAddress replyTo, @Nullable String asker) {}

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Sender of(Desk desk) {
    return sender(desk);
  }

  /** Whom a reply to such a mail reaches, in the transaction of the caller. */
  public Correspondent correspondent(int programId, int teamId) {
    Sender sender = sender(new Desk(programId, teamId));
    InternetAddress reached = sender.replyTo() == null ? sender.from() : sender.replyTo();
    @Nullable String name = reached.getPersonal();
    return new Correspondent(
        name == null || name.isBlank() ? reached.getAddress() : name, reached.getAddress());
  }

  private Sender sender(Desk desk) {
    Delivery delivery = surveyor.delivery(desk.programId());
    Optional<EmployeeView> manager = teams.accountManager(desk.teamId());
    try {
      InternetAddress from = new InternetAddress(settings.from(), true);
      @Nullable String asker = manager.map(one -> Printable.line(one.name())).orElse(null);
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
    named.setPersonal(Printable.line(name), "UTF-8");
    return named;
  }
}
