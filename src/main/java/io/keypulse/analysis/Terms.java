package io.keypulse.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The words of a text, and pairs of them that stand beside each other. Up to the end of the clause
 * a negation denies the next three words, and these count as denied and not as themselves: of "not
 * satisfied" nothing is left that says satisfied. After Pang, Lee and Vaithyanathan 2002.
 */
final class Terms implements AutoCloseable {
  private static final Pattern CLAUSES = Pattern.compile("[\\p{P}\\n&&[^'’-]]+");

  private static final List<String> NEGATIONS =
      List.of(
          ("no not nor never none nothing without cannot can't don't didn't doesn't isn't wasn't aren't weren't haven't"
                  + " hasn't won't wouldn't couldn't"
                  + " sin ni nunca jamás nada nadie ninguno tampoco"
                  + " nicht kein keine keinen keinem keiner nie niemals nichts ohne weder"
                  + " ne pas jamais rien aucun aucune sans"
                  + " 不 没 没有 无 未")
              .split(" ", -1));
  private static final int WORDS_DENIED = 3;

  private final Analyzer analyzer;
  private final Set<String> denying = new HashSet<>();

  Terms(String language) {
    analyzer = analyzer(language);
    NEGATIONS.forEach(word -> words(word).forEach(one -> denying.add(one.text())));
  }

  /**
   * @param beside whether nothing stands between it and the word before, not even one of no meaning
   */
  private record Word(String text, boolean beside) {}

  /** Each once. */
  Set<String> of(String text) {
    Set<String> terms = new LinkedHashSet<>();
    for (String clause : CLAUSES.split(text.replace('’', '\''), -1)) {
      add(words(clause), terms);
    }
    return terms;
  }

  private void add(List<Word> clause, Set<String> terms) {
    String before = "";
    String denial = "";
    int denied = 0;
    for (Word word : clause) {
      if (denying.contains(word.text())) {
        denial = word.text();
        denied = WORDS_DENIED;
        terms.add(denial);
      } else if (denied > 0) {
        terms.add(denial + " " + word.text());
        denied--;
      } else {
        terms.add(word.text());
        if (word.beside() && !before.isEmpty()) {
          terms.add(before + " " + word.text());
        }
      }
      before = denied > 0 ? "" : word.text();
    }
  }

  private List<Word> words(String clause) {
    List<Word> words = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream("why", clause)) {
      CharTermAttribute text = tokens.getAttribute(CharTermAttribute.class);
      PositionIncrementAttribute step = tokens.getAttribute(PositionIncrementAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(new Word(text.toString(), step.getPositionIncrement() == 1));
      }
      tokens.end();
      return words;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void close() {
    analyzer.close();
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
    for (Object word : stopWords) {
      String text = new String((char[]) word);
      if (!NEGATIONS.contains(text)) {
        kept.add(text);
      }
    }
    return kept;
  }
}
