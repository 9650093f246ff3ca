package io.keypulse.survey;

import io.quarkus.qute.i18n.MessageBundle;

/** Everything customers read; the words stand in {@code messages/msg_*.properties}. */
@MessageBundle
public interface Wording {
  String lang();

  String verySatisfied();

  String satisfiedOverall();

  String noOpinion();

  String somewhatDissatisfied();

  String extremelyDissatisfied();

  String productQuality();

  String price();

  String delivery();

  String serviceAndSupport();

  String communication();

  String salesWork();

  String cultureAndRelationship();

  String brand();

  String question();

  String greeting(String name);

  String drawnAtRandom();

  String everybodyAsked();

  String whyYou(String why);

  String whyYouCounted(String why);

  String choose();

  String chooseThere();

  String noMore();

  String inParticular();

  String notSaid();

  String reason();

  String send();

  String chooseFirst();

  String thanks();

  String recorded();

  String unknown();

  String unknownMore();

  String closed();

  String closedMore();

  String answered();

  String firstCounts();

  String addToAnswer();

  String hasChanged();

  String stopped();

  String stoppedMore();

  String language();

  String chosenInMail();

  String sendThis();

  String chooseAnother();

  String yourAnswer();

  String callMe();

  String addMore();

  String save();

  String saved();

  String whoAsks(String name, String company, String position);

  String writeTo(String name);

  String until(String until, long days);

  String whyMe();

  String whyMeMore(int drawn, int people);

  String whyMeEverybody();

  String privacy();

  String privacyWho(String company);

  String privacyWhy(String why);

  String privacyKept();

  String privacyTime(String kept, String corrected);

  String privacyNamed();

  String privacyCounted(int fewest);

  String privacyRights();

  String deleteAnswers();

  String deleteAnswersMore();

  String answersDeleted();

  String answersDeletedMore();

  String nothingAnswered();

  String notSaved();

  String unreadable();

  String noSuchChoice();

  String reasonTooLong();

  String privacyProofWhy();

  String privacyProofKept();

  String privacyProofTime(String kept);

  String privacyProofRights();

  String privacyNotice();

  String tooMany();

  String tooManyMore();

  String turnedAway();

  String turnedAwayMore();

  String dir();

  String reminderSubject(String question);

  String reminderLead();

  String thanksSubject();

  String thanksLead();

  String asker(String name);

  String fewer();

  String fewerMore();

  String nothingChanged();

  String noReminders();

  String notThisQuarter();

  String notThisProgram();

  String notAtAll();

  String noRemindersDone();

  String notThisQuarterDone();

  String notThisProgramDone();

  String stillWelcome();

  String recordedCounted();

  String whoAnswers(String name, String company, String position);

  String years(int years);

  String someDays(int days);
}
