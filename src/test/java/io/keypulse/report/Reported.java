package io.keypulse.report;

import io.keypulse.Client;
import io.keypulse.analysis.Answers;
import io.keypulse.platform.GlobalId;
import io.restassured.response.ValidatableResponse;

/**
 * One company for all tests of this room: Ana leads twelve accounts of six people, Ben four of one;
 * nine waves, in the last of which Ana's are worse. What a test adds is of a wave of its own.
 */
final class Reported {
  private static final int BEFORE = 8;

  final Answers answers = new Answers();
  final String program;
  final String wave;

  private static final class Once {
    static final Reported COMPANY = new Reported();
  }

  static Reported company() {
    return Once.COMPANY;
  }

  private Reported() {
    answers.company.staffed();
    answers.accounts("north", "a", 12, 6, "Food").accounts("south", "b", 4, 1, "Toys");
    program = answers.company.program(100_000);
    for (int earlier = BEFORE; earlier >= 1; earlier--) {
      String before = answers.wave(program, earlier * 30);
      answers.say(before, "a", 1, 3, 1 + earlier % 2, "2", "'{1,4,2}'", "null");
      answers.say(before, "a", 4, 12, 1, "5", "'{5,4,4}'", "null");
      answers.say(before, "a", 1, 12, 3, "4", "'{5,4,4}'", "null");
      answers.say(before, "b", 1, 4, 1, "4", "'{4,2,4}'", "null");
    }
    wave = answers.wave(program, 1);
    answers.say(wave, "a", 1, 5, 1, "1", "'{1,4,2}'", "null");
    answers.say(wave, "a", 1, 7, 2, "2", "'{4,2,1}'", "null");
    answers.say(wave, "a", 8, 12, 2, "5", "'{4,4,2}'", "null");
    answers.say(wave, "a", 1, 5, 3, "2", "'{2,4,2}'", "null");
    answers.say(wave, "a", 6, 12, 3, "4", "'{5,4,4}'", "null");
    answers.say(wave, "a", 1, 4, 4, "3", "'{3,3,3}'", "null");
    answers.say(wave, "a", 2, 9, 5, "5", "'{5,4,4}'", "null");
    answers.say(wave, "b", 1, 3, 1, "4", "'{4,2,4}'", "null");
  }

  Client as(String who) {
    return Client.as(answers.company.login(who));
  }

  /** The page as somebody gets it, with parameters as they stand in an address. */
  ValidatableResponse page(String reader, String manager, String parameters) {
    return as(reader).http().get(address(manager, parameters)).then();
  }

  String text(String reader, String manager, String parameters) {
    return page(reader, manager, parameters).statusCode(200).extract().asString();
  }

  String address(String manager, String parameters) {
    return "/reports/managers/" + answers.employee(manager) + parameters;
  }

  static String ofWave(String wave) {
    return "?waveId=" + GlobalId.of("Wave", Long.parseLong(wave));
  }
}
