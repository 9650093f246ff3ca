package io.keypulse.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.shingle.ShingleFilter;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The words and pairs of words of a text. Negations stay, so that "not satisfied" is not counted as
 * "satisfied" alone.
 */
final class Terms implements AutoCloseable {
  private static final String GAP = "_";
  private static final String NEGATIONS =
      "no not nor never none nothing without cannot don't didn't isn't wasn't"
          + " sin ni nunca jamás nada nadie ninguno tampoco"
          + " nicht kein keine keinen keinem keiner nie niemals nichts ohne weder"
          + " ne pas plus jamais rien aucun aucune sans"
          + " 不 没 没有 无 未 别";

  private final Analyzer analyzer;

  Terms(String language) {
    analyzer = analyzer(language);
  }

  /** Each once. */
  Set<String> of(String text) {
    Set<String> terms = new LinkedHashSet<>();
    try (TokenStream tokens = pairs(analyzer.tokenStream("why", text))) {
      CharTermAttribute term = tokens.getAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        if (!term.toString().contains(GAP)) {
          terms.add(term.toString());
        }
      }
      tokens.end();
      return terms;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void close() {
    analyzer.close();
  }

  private static TokenStream pairs(TokenStream words) {
    ShingleFilter pairs = new ShingleFilter(words, 2, 2);
    pairs.setFillerToken(GAP);
    return pairs;
  }

  private static Analyzer analyzer(String language) {
    return switch (language) {
      case "en" -> new EnglishAnalyzer(without(EnglishAnalyzer.getDefaultStopSet()));
      case "es" -> new SpanishAnalyzer(without(SpanishAnalyzer.getDefaultStopSet()));
      case "de" -> new GermanAnalyzer(without(GermanAnalyzer.getDefaultStopSet()));
      case "fr" -> new FrenchAnalyzer(without(FrenchAnalyzer.getDefaultStopSet()));
      case "zh" -> new SmartChineseAnalyzer(without(SmartChineseAnalyzer.getDefaultStopSet()));
      default -> new StandardAnalyzer();
    };
  }

  private static CharArraySet without(CharArraySet stopWords) {
    CharArraySet kept = new CharArraySet(stopWords.size(), true);
    Set<String> negations = Set.copyOf(Arrays.asList(NEGATIONS.split(" ", -1)));
    for (Object word : stopWords) {
      String text = new String((char[]) word);
      if (!negations.contains(text)) {
        kept.add(text);
      }
    }
    return kept;
  }
}
