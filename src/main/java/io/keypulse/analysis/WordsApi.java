package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Refused;
import io.keypulse.stats.ManyTests;
import io.keypulse.stats.MarkingTerms;
import io.keypulse.survey.Aspect;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class WordsApi {
  private static final int FEWEST_TEXTS = 20;
  private static final int FEWEST_ANSWERS = 5;
  private static final int FEWEST_ACCOUNTS = 3;
  private static final int MOST_TEXTS = 20_000;
  private static final int MOST_WAVES = 24;
  private static final double HEAVIEST_PRIOR = 500;
  private static final double PART_OF_COUNTS = 0.1;
  private static final double FALSE_TERMS = 0.10;

  @Inject Texts texts;
  @Inject Comparisons comparisons;
  @Inject Promises promises;
  @Inject CurrentViewer viewer;

  /** In how many answers, of whom and of how many accounts a term stands. */
  private static final class Uses {
    private int dissatisfied;
    private int satisfied;
    private final Set<Integer> accounts = new HashSet<>();

    private int all() {
      return dissatisfied + satisfied;
    }
  }

  @Description(
      "language: in which people were asked, the one in which most was written unless said; en, es, de, fr and zh are"
          + " stemmed, others go by words alone. Of confidential waves all languages together and nothing by language or"
          + " aspect, for that would tell what one person wrote. From 20 texts of the dissatisfied on, else the texts themselves unless they are confidential or the viewer is an analyst;"
          + " of those who are dissatisfied with an aspect where one is named, else overall. Of more than 20,000 texts the newest"
          + " 20,000 are read; of tells how many there are.")
  @Transactional
  public List<WordsResult> words(
      @Source List<DissatisfactionView> asked,
      @Nullable @org.jspecify.annotations.Nullable String language,
      @Nullable @org.jspecify.annotations.Nullable Aspect aspect) {
    if (language != null && !language.matches("[a-z]{2}")) {
      throw Refused.invalid("language", "Name a language by two letters, such as en.");
    }
    return asked.stream().map(one -> words(one.scope(), aspect, language)).toList();
  }

  private WordsResult words(
      Scope scope,
      @org.jspecify.annotations.Nullable Aspect aspect,
      @org.jspecify.annotations.Nullable String language) {
    boolean parted = aspect != null || language != null;
    Optional<Suppressed> refused =
        promises
            .refuses(scope)
            .or(() -> parted ? promises.refusesPartsOfAnswers(scope) : Optional.empty());
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<String> in = language == null ? texts.foremostLanguage(scope) : Optional.of(language);
    @org.jspecify.annotations.Nullable
    String only = promises.of(scope.waveIds()).isPresent() ? null : in.orElse(null);
    List<Texts.Written> written = texts.written(scope, aspect, only, MOST_TEXTS);
    int dissatisfied = (int) written.stream().filter(Texts.Written::dissatisfied).count();
    if (in.isEmpty() || dissatisfied < FEWEST_TEXTS) {
      return mayRead(scope) && dissatisfied > 0
          ? new FewTextsView(
              in.orElseThrow(), all(scope, aspect, only, written.size()), ofDissatisfied(written))
          : Disclosure.tooFew(dissatisfied, FEWEST_TEXTS);
    }
    Map<String, Uses> now = uses(written);
    return new WordsView(
        in.get(),
        dissatisfied,
        written.size() - dissatisfied,
        all(scope, aspect, only, written.size()),
        marking(now, prior(scope, aspect, only, now)));
  }

  /** A text may name its writer: it is nothing for analysts, and nothing that was confidential. */
  private boolean mayRead(Scope scope) {
    return viewer.require().seesPersons() && promises.of(scope.waveIds()).isEmpty();
  }

  /** How many there are, where not all were read. */
  private int all(
      Scope scope,
      @org.jspecify.annotations.Nullable Aspect aspect,
      @org.jspecify.annotations.Nullable String language,
      int read) {
    return read < MOST_TEXTS ? read : texts.count(scope, aspect, language);
  }

  private static List<String> ofDissatisfied(List<Texts.Written> written) {
    return written.stream().filter(Texts.Written::dissatisfied).map(Texts.Written::text).toList();
  }

  private static Map<String, Uses> uses(List<Texts.Written> written) {
    Map<String, Uses> uses = new HashMap<>();
    written.stream()
        .collect(groupingBy(Texts.Written::language))
        .forEach(
            (language, some) -> {
              try (Terms terms = new Terms(language)) {
                some.forEach(one -> terms.of(one.text()).forEach(term -> use(uses, term, one)));
              }
            });
    return uses;
  }

  private static void use(Map<String, Uses> uses, String term, Texts.Written in) {
    Uses of = uses.computeIfAbsent(term, any -> new Uses());
    of.dissatisfied += in.dissatisfied() ? 1 : 0;
    of.satisfied += in.dissatisfied() ? 0 : 1;
    of.accounts.add(in.accountId());
  }

  /**
   * In proportion to the waves before of the newest one's program; to these where nothing was
   * written before.
   */
  private Map<String, Double> prior(
      Scope scope,
      @org.jspecify.annotations.Nullable Aspect aspect,
      @org.jspecify.annotations.Nullable String language,
      Map<String, Uses> now) {
    List<Integer> until =
        new ArrayList<>(comparisons.wavesUntil(scope.waveIds().getFirst(), MOST_WAVES));
    until.removeAll(scope.waveIds());
    until.removeIf(wave -> promises.refuses(scope.in(List.of(wave))).isPresent());
    Map<String, Uses> before =
        until.isEmpty()
            ? Map.of()
            : uses(texts.written(scope.in(until), aspect, language, MOST_TEXTS));
    Map<String, Uses> from = before.isEmpty() ? now : before;
    double counts = from.values().stream().mapToDouble(Uses::all).sum();
    double weight = Math.min(HEAVIEST_PRIOR, PART_OF_COUNTS * counts);
    Map<String, Double> prior = new HashMap<>();
    now.forEach(
        (term, uses) -> {
          Uses known = from.get(term);
          double count = known == null ? 0.5 : known.all();
          prior.put(term, count / counts * weight);
        });
    return prior;
  }

  private static List<WordsView.Term> marking(Map<String, Uses> uses, Map<String, Double> prior) {
    List<MarkingTerms.Term> terms =
        uses.entrySet().stream()
            .map(
                term ->
                    new MarkingTerms.Term(
                        term.getKey(),
                        term.getValue().dissatisfied,
                        term.getValue().satisfied,
                        prior.getOrDefault(term.getKey(), 0.0)))
            .toList();
    List<MarkingTerms.Score> shown =
        MarkingTerms.scores(terms).stream()
            .filter(score -> isShown(uses.get(score.text())))
            .toList();
    List<Double> p =
        ManyTests.benjaminiHochberg(shown.stream().map(MarkingTerms.Score::p).toList());
    List<WordsView.Term> marking = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      MarkingTerms.Score score = shown.get(i);
      Uses of = uses.get(score.text());
      if (of != null && score.z() > 0 && p.get(i) <= FALSE_TERMS) {
        marking.add(
            new WordsView.Term(
                score.text(),
                of.dissatisfied,
                of.satisfied,
                of.accounts.size(),
                score.delta(),
                score.z()));
      }
    }
    marking.sort(Comparator.comparingDouble(WordsView.Term::z).reversed());
    return marking;
  }

  private static boolean isShown(@org.jspecify.annotations.Nullable Uses uses) {
    return uses != null && uses.all() >= FEWEST_ANSWERS && uses.accounts.size() >= FEWEST_ACCOUNTS;
  }
}
