package io.keypulse.report;

import io.quarkus.qute.i18n.MessageBundle;

/** What a report says; the words stand in {@code messages/report_*.properties}. */
@MessageBundle("report")
public interface ReportWording {
  String title(String name);

  String tree(String name);

  String direct(String name);

  String oneWave(String program, String day);

  String severalWaves(String count, String from, String to);

  String made(String moment);

  String inShort();

  String asked(String drawn, String population, String answered, String noOpinion);

  String askedOnly(String drawn, String population, String answered);

  String everybody(String population, String answered, String noOpinion);

  String everybodyOnly(String population, String answered);

  String responded(String rate, String phone, String answered);

  String respondedInWaves(String rate, String phone, String answered);

  String people(String said);

  String accounts(String said);

  String foremost(String count, String aspects);

  String foremostOfPeople(String count, String aspects);

  String noComplaints();

  String verdicts(String accounts, String unhealthy, String healthy, String open, String silent);

  String money(
      String from,
      String to,
      String amount,
      String all,
      String share,
      String lowest,
      String highest);

  String noMoney(String why);

  String openCases(String count);

  String share(String count, String of, String share, String lowest, String highest);

  String wideAnswers(String said);

  String unheard(String said, String unheard, String population);

  String wideAccounts(String said);

  String wideMoney(String said);

  String accountShare(String count, String of, String share, String lowest, String highest);

  String few(String count, String of, String fewest, String most, String population);

  String range(String lowest, String highest);

  String shareRange(String share, String lowest, String highest);

  String rangeOf(String fewest, String most, String population);

  String countOf(String count, String of);

  String listed(String first, String second);

  String noAnswers();

  String tooFewAnswers(String have, String need);

  String tooFewAccounts(String have, String need);

  String tooFewWaves(String have, String need);

  String tooWide(String have, String need);

  String noRevenue();

  String confidential();

  String derivable();

  String stillOpen();

  String untold();

  String sentence(String text);

  String seeTable();

  String satisfaction();

  String satisfactionMore();

  String everyone();

  String whose();

  String inAll();

  String withOpinion();

  String dissatisfied();

  String whatever();

  String complaints();

  String aspects();

  String aspectsMore();

  String eitherDissatisfied();

  String eitherSatisfied();

  String complaintsMore();

  String complaintsOfPeople();

  String noAspects();

  String aspect();

  String accountsWith();

  String ofAccounts();

  String cumulative();

  String dissatisfiedWith();

  String course();

  String courseMore();

  String courseLimits();

  String wave();

  String dissatisfiedCount();

  String shareOnly();

  String limits();

  String standing();

  String outside();

  String withheldShort();

  String tooFewShort();

  String within();

  String none();

  String limitsOf(String centre, String sigma, String have, String from, String until);

  String noLimitsYet(String have, String need);

  String noLimits();

  String portfolio();

  String portfolioMore(String most);

  String place();

  String account();

  String verdict();

  String inPeople();

  String shrunken();

  String cases();

  String withoutAnswers(String count);

  String withheld(String count);

  String casesElsewhere(String count);

  String worst(String count, String more);

  String clearlyHealthy();

  String probablyHealthy();

  String cannotTell();

  String probablyUnhealthy();

  String clearlyUnhealthy();

  String ages();

  String agesMore();

  String days();

  String daysTo(String from, String to);

  String daysFrom(String from);

  String method();

  String methodShares();

  String methodIntervals(String methods);

  String methodAccounts(String line);

  String methodQuality(String count, String answered, String said);

  String methodWords();

  String exactHypergeometric();

  String wilson();

  String stratified();

  String clusteredByAccount();

  String weightedByChance();

  String unweighted();

  String table(String name);
}
