package io.keypulse.followup;

import io.quarkus.qute.i18n.MessageBundle;

/** What colleagues read about a case; the words stand in {@code messages/cases_*.properties}. */
@MessageBundle("cases")
public interface CaseWording {
  String about(String contact, String role, String account);

  String overall(String answer);

  String most(String aspect);

  String silent();

  String callWish();

  String inConfidence();

  String ownWords();

  String confidential();

  String verdict();

  String askedAgain(String answer);

  String corrected();

  String mayClose();

  String yourTurn();

  String yourTurnWithoutCause();

  String speak();

  String speakWithoutCause();

  String resolve();

  String resolveWithoutCause();

  String climbed(String past, String matter);

  String responsible();

  String standIn(String person, String day);

  String standInOnly(String person);

  String archived();

  String gone();

  String sponsor(String matter);

  String newCase();

  String again();

  String elsewhere();

  String movedOn(String holder);

  String closed();

  String over();

  String news();

  String saidMore();

  String toDo();

  String actionYours();

  String actionPassed();

  String actionMoved();

  String something();

  String anotherDay();

  String notDone();

  String notAcknowledged();

  String notContacted();

  String notResolved();

  String notMended();

  String until(String moment);

  String number(String id);

  String round(String id, int round);

  String beganAgain(String id, int round);

  String subject(String account, String matter);

  String decisionMaker();

  String executive();

  String champion();

  String influencer();

  String user();

  String buyer();

  String gatekeeper();
}
