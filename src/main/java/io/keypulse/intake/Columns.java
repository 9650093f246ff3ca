package io.keypulse.intake;

import io.keypulse.platform.Refused;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which cell of a row is which of our columns.
 *
 * @param names our column by position; empty where a cell is passed over
 * @param passedOver headers of such cells, as the file writes them
 * @param defaults values of columns that the file does not have
 * @param idInExports where ids are that the system of the preset gives
 */
record Columns(
    List<String> names,
    List<String> passedOver,
    Map<String, String> defaults,
    @Nullable Preset preset,
    String idInExports) {
  static final String ID = "external_id";

  /** The column that says of which system the id in this column is. */
  static String sourceOf(String column) {
    return (column.endsWith(ID) ? column.substring(0, column.length() - ID.length()) : column + "_")
        + "source";
  }

  /**
   * @param order what the sender said; its preset holds even where the header is our own
   * @throws Refused INVALID when the header lacks what it must have or names what nobody knows
   */
  static Columns of(List<String> header, Importer<?> importer, ImportOrder order) {
    List<String> plain =
        header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    Preset preset =
        order.preset() == null ? Preset.recognised(importer.kind(), plain) : order.preset();
    Map<String, String> defaults = new HashMap<>(order.defaults());
    if (preset != null) {
      defaults.putIfAbsent(sourceOf(importer.idInExports()), preset.source());
    }
    Set<String> known = known(importer);
    List<String> names =
        preset == null ? plain : preset.columns(importer.kind(), plain, ofExports(known));
    HeaderAdvice advice = new HeaderAdvice(importer.kind(), plain, known, preset);
    if (preset == null) {
      refuseUnknown(names, known, advice);
    }
    refuseUnknownDefaults(defaults.keySet(), importer.kind(), known);
    Set<String> told = new HashSet<>(names);
    told.addAll(defaults.keySet());
    refuseMissing(told, required(importer, order.mode(), told), advice);
    defaults.keySet().removeAll(names);
    return new Columns(
        names, passedOver(header, names), Map.copyOf(defaults), preset, importer.idInExports());
  }

  Map<String, String> cells(List<String> fields) {
    Map<String, String> cells = new HashMap<>(defaults);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!name.isEmpty()) {
        cells.merge(
            name, read(name, fields.get(i)), (first, second) -> (first + " " + second).strip());
      }
    }
    return cells;
  }

  private String read(String name, String cell) {
    boolean ofAnother = name.equals(ID) && !idInExports.equals(ID);
    return preset == null || ofAnother ? cell : preset.read(name, cell);
  }

  private static List<String> passedOver(List<String> header, List<String> names) {
    return IntStream.range(0, names.size())
        .filter(i -> names.get(i).isEmpty())
        .mapToObj(i -> header.get(i).strip().replaceAll("\\s+", " "))
        .toList();
  }

  private static Set<String> known(Importer<?> importer) {
    Set<String> known = new HashSet<>(importer.required());
    known.addAll(importer.optional());
    known.addAll(Set.of("source", ID));
    List<String> references = known.stream().filter(name -> name.endsWith("_" + ID)).toList();
    references.forEach(reference -> known.add(sourceOf(reference)));
    return known;
  }

  /** Those by our names: what an export calls a channel is another thing. */
  private static Set<String> ofExports(Set<String> known) {
    Set<String> names = new HashSet<>(known);
    names.remove(ToldChannel.COLUMN);
    return names;
  }

  private static Set<String> required(Importer<?> importer, ImportMode mode, Set<String> told) {
    Set<String> required = new HashSet<>(importer.required());
    required.addAll(Set.of("source", ID));
    if (mode == ImportMode.UPDATE_ONLY) {
      required.removeAll(importer.requiredOfNew());
    } else if (Collections.disjoint(told, importer.oneOfNew())) {
      importer.oneOfNew().stream().findFirst().ifPresent(required::add);
    }
    return required;
  }

  private static void refuseMissing(Set<String> told, Set<String> required, HeaderAdvice advice) {
    Set<String> missing = new TreeSet<>(required);
    missing.removeAll(told);
    if (!missing.isEmpty()) {
      throw Refused.invalid("file", advice.missing(missing));
    }
  }

  private static void refuseUnknownDefaults(Set<String> names, String kind, Set<String> known) {
    Set<String> unknown = new TreeSet<>(names);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw Refused.invalid(
          "default",
          "A file of %s has no columns %s; it may have %s. Nothing was imported."
              .formatted(kind, unknown, new TreeSet<>(known)));
    }
  }

  private static void refuseUnknown(
      Collection<String> names, Set<String> known, HeaderAdvice advice) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!known.contains(name)) {
        throw Refused.invalid("file", advice.unknown(name));
      }
      if (!seen.add(name)) {
        throw Refused.invalid("file", advice.twice(name));
      }
    }
  }
}
