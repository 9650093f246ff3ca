package io.keypulse.survey;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * Everything customers read, in English; the other languages stand in {@code
 * messages/msg_*.properties}.
 */
@MessageBundle
public interface Wording {
  @Message("en")
  String lang();

  @Message("Very satisfied")
  String verySatisfied();

  @Message("Satisfied overall")
  String satisfiedOverall();

  @Message("No opinion")
  String noOpinion();

  @Message("Somewhat dissatisfied")
  String somewhatDissatisfied();

  @Message("Extremely dissatisfied")
  String extremelyDissatisfied();

  @Message("Product quality")
  String productQuality();

  @Message("Price")
  String price();

  @Message("Delivery")
  String delivery();

  @Message("Service and support")
  String serviceAndSupport();

  @Message("Communication")
  String communication();

  @Message("Sales work")
  String salesWork();

  @Message("Culture and relationship")
  String cultureAndRelationship();

  @Message("Brand")
  String brand();

  @Message("How satisfied are you with working with us?")
  String question();

  @Message("Dear {name},")
  String greeting(String name);

  @Message(
      "you were drawn at random from our key customers. One question, one minute: your answer reaches the people who serve you.")
  String whyYou();

  @Message(
      "you were drawn at random from our key customers. One question, one minute: your answer is only counted together with others.")
  String whyYouCounted();

  @Message("Choose the answer that fits; you can add more on the page that opens.")
  String choose();

  @Message("Nothing is recorded until you press Send on that page.")
  String nothingRecorded();

  @Message("Do not want to be asked again?")
  String noMore();

  @Message("And in particular? (as far as you can tell)")
  String inParticular();

  @Message("What is the reason? (optional)")
  String reason();

  @Message("Send")
  String send();

  @Message("Please choose one of the five answers first.")
  String chooseFirst();

  @Message("Thank you")
  String thanks();

  @Message("Your answer is recorded. The people who serve you will read it.")
  String recorded();

  @Message("This link is not known")
  String unknown();

  @Message("Please copy the whole link from our mail.")
  String unknownMore();

  @Message("This survey is closed")
  String closed();

  @Message(
      "Thank you for coming; answers no longer count for it. Your account manager is glad to hear from you at any time.")
  String closedMore();

  @Message("You have answered already")
  String answered();

  @Message("Your first answer counts. If something has changed, please tell your account manager.")
  String answeredMore();

  @Message("We will not ask you again")
  String stopped();

  @Message("If this was a mistake, please tell your account manager.")
  String stoppedMore();

  @Message("Language")
  String language();

  @Message("You chose in our mail:")
  String chosenInMail();

  @Message("Send this answer")
  String sendThis();

  @Message("Or choose another answer")
  String chooseAnother();

  @Message("Your answer:")
  String yourAnswer();

  @Message("Please call me about it")
  String callMe();

  @Message("All of this is optional. You can add to it and correct it until the survey closes.")
  String addMore();

  @Message("Save")
  String save();

  @Message("Saved, thank you")
  String saved();

  @Message("{name} ({position}) answers for your company here and reads what you say.")
  String whoAsks(String name, String position);

  @Message("Write to {name}")
  String writeTo(String name);

  @Message(
      "Answers count until {until}: {#if days == 0}less than a day{#else if days == 1}one day{#else}{days} days{/if} left.")
  String until(String until, long days);

  @Message("Why me?")
  String whyMe();

  @Message(
      "You were drawn at random. {people} people at our key customers could be asked, and {drawn} of them were drawn. The order came from a random number that was fixed with the list of people, so nobody could choose whom to ask, and the draw can be checked at any time.")
  String whyMeMore(int drawn, int people);

  @Message("What happens with my answer?")
  String privacy();

  @Message(
      "It is kept with your name and your company. The people who serve your company, and those they report to, read it; everywhere else it is only counted. This page sets no cookies, loads nothing from others and does not follow you. Answering is up to you. Tell your account manager if you want to see, correct or delete what we keep about you.")
  String privacyMore();

  @Message("Delete my answers")
  String deleteAnswers();

  @Message(
      "What you answered in this survey is deleted for good, with the reasons you wrote. It leaves every figure, and the link in our mail asks you nothing any more.")
  String deleteAnswersMore();

  @Message("Your answers are deleted.")
  String answersDeleted();

  @Message(
      "This link asks you nothing any more. If there is something you would like to say after all, please tell your account manager.")
  String answersDeletedMore();

  @Message("You have not answered this survey: there is nothing to delete.")
  String nothingAnswered();

  @Message("Not saved yet")
  String notSaved();

  @Message("Part of what was sent could not be read. Please look through it and save it again.")
  String unreadable();

  @Message("One of your choices is none of the five answers. Please choose again.")
  String noSuchChoice();

  @Message("Your reason has more than 4000 characters. It still stands below: please shorten it.")
  String reasonTooLong();

  @Message("Privacy notice")
  String privacyNotice();

  @Message("Too many requests")
  String tooMany();

  @Message("Please wait a minute and open the link again. Nothing that you have sent is lost.")
  String tooManyMore();

  @Message("ltr")
  String dir();

  @Message("A reminder: how satisfied are you with working with us?")
  String reminderSubject();

  @Message(
      "some days ago we asked you one question. If you have a minute, we would be glad to hear from you; this takes one click and one more to send.")
  String reminderLead();

  @Message("Thank you for your answer")
  String thanksSubject();

  @Message("thank you: your answer is recorded, and the people who serve you read it.")
  String thanksLead();

  @Message("Your contact with us is {name}; a reply to this mail reaches them.")
  String asker(String name);

  @Message("Fewer mails from us")
  String fewer();

  @Message("Choose what suits you. Nothing changes until you press a button.")
  String fewerMore();

  @Message("Do not remind me of this survey")
  String noReminders();

  @Message("Do not ask me again this quarter")
  String notThisQuarter();

  @Message("Do not ask me for this survey again")
  String notThisProgram();

  @Message("Do not ask me again at all")
  String notAtAll();

  @Message("We will not remind you of this survey")
  String noRemindersDone();

  @Message("We will not ask you again this quarter")
  String notThisQuarterDone();

  @Message("We will not ask you for this survey again")
  String notThisProgramDone();

  @Message("You can still answer by the link in our mail, as long as the survey is open.")
  String stillWelcome();

  @Message("Your answer is recorded. It is only counted together with others.")
  String recordedCounted();

  @Message("{name} ({position}) answers for your company here.")
  String whoAnswers(String name, String position);

  @Message(
      "It is kept with your name, so that you can correct it, and nobody who serves your company reads it: it is only counted, in figures of at least {fewest} answers. Only if you ask to be called do those who serve you learn what you said. This page sets no cookies, loads nothing from others and does not follow you. Answering is up to you. Tell your account manager if you want to see, correct or delete what we keep about you.")
  String privacyCounted(int fewest);
}
