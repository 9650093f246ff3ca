package io.keypulse.report;

import io.keypulse.followup.FollowUpFiguresView;
import io.keypulse.platform.LineScope;
import java.time.Instant;
import java.util.List;

/** A report as its template needs it: every figure in words, every picture in coordinates. */
record Sheet(
    Heading heading,
    List<String> summary,
    Opinions opinions,
    Complaints complaints,
    Course course,
    Portfolio portfolio,
    List<Age> ages,
    List<String> method) {

  record Heading(String title, String whose, String when, String made) {}

  record Age(String days, String cases) {}

  static Sheet of(Findings found, Instant now, Phrases words) {
    return new Sheet(
        heading(found, now, words),
        Summary.of(found, words),
        Opinions.of(found, words),
        Complaints.of(found, words),
        Course.of(found.course(), words),
        Portfolio.of(found, words),
        found.cases().openByAge().stream().map(age -> age(age, words)).toList(),
        Summary.method(found, words));
  }

  private static Heading heading(Findings found, Instant now, Phrases words) {
    String name = found.manager().name();
    return new Heading(
        words.report().title(name),
        found.line() == LineScope.TREE ? words.report().tree(name) : words.report().direct(name),
        found.period() == null
            ? words.report().oneWave(found.program().name(), words.day(found.wave().openedAt()))
            : words
                .report()
                .severalWaves(
                    words.number(found.theirs().waveCount()),
                    words.day(found.period().from()),
                    words.day(found.period().to())),
        words.report().made(words.moment(now)));
  }

  private static Age age(FollowUpFiguresView.Age age, Phrases words) {
    String from = words.number(age.fromDays());
    return new Age(
        age.beforeDays()
            .map(before -> words.report().daysTo(from, words.number(before)))
            .orElseGet(() -> words.report().daysFrom(from)),
        words.number(age.cases()));
  }
}
