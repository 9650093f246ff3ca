package io.keypulse.report;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What a report says, in English; the other languages stand in {@code messages/report_*}. */
@MessageBundle("report")
public interface ReportWording {
  @Message("Customer satisfaction: accounts of {name}")
  String title(String name);

  @Message("The accounts that {name} and everybody below lead today")
  String tree(String name);

  @Message("The accounts that {name} and those directly below lead today")
  String direct(String name);

  @Message("Wave of “{program}”, opened on {day}")
  String oneWave(String program, String day);

  @Message(
      "{count} waves opened from {from} to {to}; of several answers of a person the newest counts")
  String severalWaves(String count, String from, String to);

  @Message("Made on {moment}, from the answers until then, over the accounts that you may see")
  String made(String moment);

  @Message("In short")
  String inShort();

  @Message(
      "{drawn} of {population} people were drawn at random and {answered} answered, of whom {noOpinion} have no opinion.")
  String asked(String drawn, String population, String answered, String noOpinion);

  @Message("{drawn} of {population} people were drawn at random and {answered} answered.")
  String askedOnly(String drawn, String population, String answered);

  @Message("Dissatisfied people: {said}.")
  String people(String said);

  @Message("Accounts with somebody dissatisfied: {said}.")
  String accounts(String said);

  @Message("Named by the most accounts ({count}): {aspects}.")
  String foremost(String count, String aspects);

  @Message("No account names an aspect that it is dissatisfied with.")
  String noComplaints();

  @Message(
      "Verdicts on the accounts listed: {unhealthy} unhealthy, {healthy} healthy; of {open} it cannot be told.")
  String verdicts(String unhealthy, String healthy, String open);

  @Message(
      "Revenue that stands with the dissatisfied, purchases from {from} to {to}: {amount} of {all}, which is {share} ({lowest} to {highest}).")
  String money(
      String from,
      String to,
      String amount,
      String all,
      String share,
      String lowest,
      String highest);

  @Message("Revenue that stands with the dissatisfied: {why}.")
  String noMoney(String why);

  @Message("Cases that wait for somebody to act: {count}.")
  String openCases(String count);

  @Message("{share} ({count} of {of}), among all {lowest} to {highest}")
  String share(String count, String of, String share, String lowest, String highest);

  @Message("{share} ({count} of {of}), among all {lowest} to {highest}; few answers, so a wide one")
  String wideShare(String count, String of, String share, String lowest, String highest);

  @Message(
      "{count} of {of}; counting each by the part of its people {share}, among all {lowest} to {highest}")
  String accountShare(String count, String of, String share, String lowest, String highest);

  @Message("{count} of {of}, so {fewest} to {most} of the {population}")
  String few(String count, String of, String fewest, String most, String population);

  @Message("{lowest} to {highest}")
  String range(String lowest, String highest);

  @Message("{fewest} to {most} of {population}")
  String rangeOf(String fewest, String most, String population);

  @Message("{count} of {of}")
  String countOf(String count, String of);

  @Message("nobody with an opinion has answered")
  String noAnswers();

  @Message("too few answers with an opinion ({have}; {need} are needed)")
  String tooFewAnswers(String have, String need);

  @Message("too few accounts with answers ({have}; {need} are needed)")
  String tooFewAccounts(String have, String need);

  @Message("too few waves with answers ({have}; {need} are needed)")
  String tooFewWaves(String have, String need);

  @Message("the interval would be wider than 30 points ({have} answers; about {need} are needed)")
  String tooWide(String have, String need);

  @Message("no revenue is known")
  String noRevenue();

  @Message("withheld: those who answered were promised that so few answers are not shown")
  String confidential();

  @Message("withheld: with other figures it would tell a confidential one")
  String derivable();

  @Message("it cannot be told from these answers")
  String untold();

  @Message("{text}.")
  String sentence(String text);

  @Message("not shown, see the table")
  String seeTable();

  @Message("How satisfied people are")
  String satisfaction();

  @Message(
      "Bars part at a middle line: to its left the dissatisfied, to its right the satisfied, as shares of those with an opinion. The bracket below shows between which shares the dissatisfied lie among all, at 95 % confidence.")
  String satisfactionMore();

  @Message("All accounts that you see")
  String everyone();

  @Message("Whose accounts")
  String whose();

  @Message("People in all")
  String inAll();

  @Message("With an opinion")
  String withOpinion();

  @Message("Dissatisfied, and their interval")
  String dissatisfied();

  @Message("Whatever the silent think")
  String whatever();

  @Message("With what they are dissatisfied")
  String complaints();

  @Message("Aspect by aspect, in people")
  String aspects();

  @Message(
      "Bars part at a middle line: to its left the dissatisfied, to its right the satisfied, as shares of those with an opinion of the aspect. The bracket below shows between which shares the dissatisfied lie among all, at 95 % confidence.")
  String aspectsMore();

  @Message("Dissatisfied, somewhat or extremely")
  String eitherDissatisfied();

  @Message("Satisfied, overall or very")
  String eitherSatisfied();

  @Message(
      "Bars: what part of all complaints each aspect has, one complaint for each account and aspect. The line adds them up from the top.")
  String complaintsMore();

  @Message("Aspect")
  String aspect();

  @Message("Accounts with a complaint")
  String accountsWith();

  @Message("Of accounts with any")
  String ofAccounts();

  @Message("With those above, of all complaints")
  String cumulative();

  @Message("Dissatisfied with it, and their interval")
  String dissatisfiedWith();

  @Message("Over the waves")
  String course();

  @Message(
      "Share dissatisfied of those with an opinion, wave by wave. Dashes: limits within which it moves when nothing changes. A square lies outside them.")
  String courseMore();

  @Message("Wave opened on")
  String wave();

  @Message("Dissatisfied")
  String dissatisfiedCount();

  @Message("Share")
  String shareOnly();

  @Message("Limits")
  String limits();

  @Message("Within the limits")
  String standing();

  @Message("outside")
  String outside();

  @Message("withheld")
  String withheldShort();

  @Message("too few answers")
  String tooFewShort();

  @Message("within")
  String within();

  @Message("none")
  String none();

  @Message(
      "The limits are those of Laney P′ (three sigma) around {centre}; the waves differ {sigma} times as much as draws of one share would.")
  String limitsOf(String centre, String sigma);

  @Message("There are no limits yet: {have} waves can be shown, and they begin with {need}.")
  String noLimitsYet(String have, String need);

  @Message("There are no limits: the waves have too few answers for them, or all say the same.")
  String noLimits();

  @Message("Accounts, the worst first")
  String portfolio();

  @Message(
      "Bars in people who answered: to the left the dissatisfied, to the right the satisfied. The bracket shows between how many of all people the dissatisfied lie, at 95 % confidence. Of more than {most} accounts the worst are drawn.")
  String portfolioMore(String most);

  @Message("Place")
  String place();

  @Message("Account")
  String account();

  @Message("Verdict")
  String verdict();

  @Message("Dissatisfied people")
  String inPeople();

  @Message("Shrunken share")
  String shrunken();

  @Message("Open cases")
  String cases();

  @Message("Accounts without answers with an opinion: {count}.")
  String withoutAnswers(String count);

  @Message("Accounts left out because their answers are confidential: {count}.")
  String withheld(String count);

  @Message("Cases that wait at accounts outside this list: {count}.")
  String casesElsewhere(String count);

  @Message("The list ends after the {count} worst.")
  String worst(String count);

  @Message("clearly healthy")
  String clearlyHealthy();

  @Message("probably healthy")
  String probablyHealthy();

  @Message("cannot be told")
  String cannotTell();

  @Message("probably unhealthy")
  String probablyUnhealthy();

  @Message("clearly unhealthy")
  String clearlyUnhealthy();

  @Message("Open cases by age")
  String ages();

  @Message("Cases that wait for somebody to act, whenever they were opened.")
  String agesMore();

  @Message("Days since it was opened")
  String days();

  @Message("{from} to under {to}")
  String daysTo(String from, String to);

  @Message("{from} and more")
  String daysFrom(String from);

  @Message("How this was counted")
  String method();

  @Message(
      "Shares are of those with an opinion; “no opinion” is in no share and no mean. Intervals hold at 95 % confidence and treat those who answered as a random sample of those asked; what holds whatever the silent think stands beside them.")
  String methodShares();

  @Message(
      "Intervals of people: exact hypergeometric, above 10,000 people Wilson, of strata Korn and Graubard. Of accounts, in which people are no independent witnesses: Korn and Graubard over accounts. Here: {methods}.")
  String methodIntervals(String methods);

  @Message(
      "A verdict compares the exact interval of an account’s dissatisfied people with {line}: clear at 95 %, probable at 80 %. Accounts are placed by the probability to be worse than the mean of all that you see, their shares drawn towards it (grid Bayes) where answers are few.")
  String methodAccounts(String line);

  @Message(
      "Worth a look: {count} of {answered} answers say the same to every question, far faster than others and without a word. They may be meant, so nothing above leaves them out; without them the dissatisfied people are: {said}.")
  String methodQuality(String count, String answered, String said);

  @Message(
      "What is too little to say honestly, or confidential, is said in words and not in figures.")
  String methodWords();

  @Message("exact hypergeometric")
  String exactHypergeometric();

  @Message("Wilson")
  String wilson();

  @Message("stratified, Korn and Graubard")
  String stratified();

  @Message("by accounts, Korn and Graubard")
  String clusteredByAccount();

  @Message("Table: {name}")
  String table(String name);
}
