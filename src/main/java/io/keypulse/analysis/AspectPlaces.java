package io.keypulse.analysis;

import static java.util.stream.Collectors.joining;

import io.keypulse.survey.Aspect;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the aspects of the wave stand in arrays, and the levels of competition after them. */
record AspectPlaces(int first, int last, String name) {
  static final AspectPlaces ASPECTS = new AspectPlaces(1, 8, "w.aspects[p.place]");

  static final AspectPlaces LEVELS =
      new AspectPlaces(
          9,
          12,
          Arrays.stream(Aspect.Level.values())
              .map(Aspect.Level::name)
              .collect(joining("','", "(array['", "'])[p.place - 8]")));

  /** An array of what {@code sum} makes of each place: one pass over the rows. */
  String each(String sum) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(place -> sum.replace("place", Integer.toString(place)))
        .collect(joining(", ", "array[", "]"));
  }
}
