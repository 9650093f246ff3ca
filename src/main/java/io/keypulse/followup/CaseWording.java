package io.keypulse.followup;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What colleagues read about a case. */
@MessageBundle("cases")
public interface CaseWording {
  @Message("{contact} ({role}), {account}")
  String about(String contact, String role, String account);

  @Message("Overall: {answer}")
  String overall(String answer);

  @Message("Displeased most by: {aspect}")
  String most(String aspect);

  @Message("Has not answered several times in a row.")
  String silent();

  @Message("Wishes to be called.")
  String callWish();

  @Message("Has answered in confidence and wishes to be called.")
  String inConfidence();

  @Message("In the customer's own words:")
  String ownWords();

  @Message(
      "It is your turn: acknowledge the case, speak to the customer, say what was the cause and what is done about it.")
  String yourTurn();

  @Message("This has come to you, past {past}: {matter}. Please see that it is done.")
  String climbed(String past, String matter);

  @Message("whoever was responsible")
  String responsible();

  @Message(
      "You are the executive sponsor of this customer, and this is for your information: {matter}.")
  String sponsor(String matter);

  @Message("a customer to look after")
  String newCase();

  @Message("not mended yet")
  String again();

  @Message("nobody has acknowledged it in time")
  String notAcknowledged();

  @Message("nobody has spoken to the customer in time")
  String notContacted();

  @Message("it was not resolved in time")
  String notResolved();

  @Message("the customer says that it is not mended")
  String notMended();

  @Message("Until {moment}.")
  String until(String moment);

  @Message("Case {id}")
  String number(String id);

  @Message("Case {id}, round {round}: the customer said that it is not mended")
  String round(String id, int round);

  @Message("{account}: {matter}")
  String subject(String account, String matter);

  @Message("decision maker")
  String decisionMaker();

  @Message("executive")
  String executive();

  @Message("champion")
  String champion();

  @Message("influencer")
  String influencer();

  @Message("user")
  String user();

  @Message("buyer")
  String buyer();

  @Message("gatekeeper")
  String gatekeeper();
}
