import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies a draw that Keypulse exported, with nothing of Keypulse: {@code java VerifyDraw.java
 * draw.csv}. Exit code 0: the draw holds; 1: it does not, and every line says what differs.
 *
 * <p>What is checked: the seed is the one that was promised; the frame has its fingerprint; those
 * left out for the cap per account are those whom the lot left out, or whose turn it is not; keys and ranks follow from the
 * seed; the sample is divided among the strata by the rule; the first of each stratum are drawn and
 * nobody else; the probabilities are the ones that follow. All of it is described in README.md beside
 * this file.
 */
public class VerifyDraw {
  private static final long PLACES = 1L << 53;
  private static final String TAKING_TURNS = "HMAC-SHA-256 rotation, version 2";

  /** Lines that are read before all processors work on them. */
  private static final int BATCH = 50_000;

  record Stratum(
      String name,
      int units,
      int candidates,
      int drawn,
      double deviation,
      String after,
      String last,
      boolean takeAll) {}

  static final class Unit {
    String stratum;
    String id;
    byte[] idBytes;
    String account;
    byte[] key;
    boolean capped;
    String rank;
    boolean drawn;
    double probability;
    boolean cappedAgain;
    long start;
    long place;
    boolean wrapped;
    int inAccount = 1;
  }

  private final Map<String, List<String>> head = new HashMap<>();
  private final Map<String, Stratum> strata = new TreeMap<>(bytewise());
  private final List<Unit> units = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  /** Those who rest, by account, and after which place the people of each account go on. */
  private final Map<String, List<String>> resting = new HashMap<>();

  private final Map<String, Long> turns = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    if (arguments.length != 1) {
      System.err.println("java VerifyDraw.java draw.csv");
      System.exit(2);
    }
    VerifyDraw draw = new VerifyDraw();
    try (BufferedReader file =
        Files.newBufferedReader(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
      draw.read(file);
    } catch (RuntimeException unreadable) {
      System.err.println("This is not a draw as Keypulse exports it: " + unreadable);
      System.exit(2);
    }
    draw.verify();
    draw.faults.forEach(fault -> System.out.println("WRONG  " + fault));
    System.out.printf(
        "%s: wave %s, %,d units in %d strata, %,d drawn%n",
        draw.faults.isEmpty() ? "HOLDS" : "DOES NOT HOLD",
        draw.head("wave").get(0),
        draw.units.size(),
        draw.strata.size(),
        draw.units.stream().filter(unit -> unit.drawn).count());
    System.exit(draw.faults.isEmpty() ? 0 : 1);
  }

  private void read(BufferedReader file) throws IOException {
    List<String> batch = new ArrayList<>(BATCH);
    for (String line = file.readLine(); line != null; line = file.readLine()) {
      if (line.startsWith("unit,")) {
        batch.add(line);
        if (batch.size() == BATCH) {
          addUnits(batch);
        }
        continue;
      }
      List<String> cells = cells(line);
      List<String> rest = cells.subList(1, cells.size());
      switch (cells.get(0)) {
        case "stratum" -> {
          Stratum stratum =
              new Stratum(
                  rest.get(0),
                  Integer.parseInt(rest.get(1)),
                  Integer.parseInt(rest.get(2)),
                  Integer.parseInt(rest.get(3)),
                  Double.parseDouble(rest.get(4)),
                  rest.get(5),
                  rest.get(6),
                  rest.size() > 7 && Boolean.parseBoolean(rest.get(7)));
          strata.put(stratum.name(), stratum);
        }
        case "excluded" -> {
          if (rest.size() > 2 && rest.get(1).equals("ASKED_RECENTLY")) {
            resting.computeIfAbsent(rest.get(2), any -> new ArrayList<>()).add(rest.get(0));
          }
        }
        case "account-after" -> turns.put(rest.get(0), Long.parseLong(rest.get(1)));
        default -> head.put(cells.get(0), List.copyOf(rest));
      }
    }
    addUnits(batch);
    if (!List.of("1", "2", "3").contains(String.join(",", head("keypulse-draw")))) {
      throw new IllegalArgumentException("it does not begin with keypulse-draw,1, 2 or 3");
    }
  }

  private void addUnits(List<String> lines) {
    List<Unit> read = lines.parallelStream().map(VerifyDraw::unit).toList();
    for (Unit unit : read) {
      unit.stratum = names.computeIfAbsent(unit.stratum, name -> name);
      units.add(unit);
    }
    lines.clear();
  }

  private static Unit unit(String line) {
    List<String> cells = cells(line);
    Unit unit = new Unit();
    unit.stratum = cells.get(1);
    unit.id = cells.get(2);
    unit.idBytes = unit.id.getBytes(StandardCharsets.UTF_8);
    unit.account = cells.get(3);
    unit.key = HexFormat.of().parseHex(cells.get(4));
    unit.capped = Boolean.parseBoolean(cells.get(5));
    unit.rank = cells.get(6);
    unit.drawn = Boolean.parseBoolean(cells.get(7));
    unit.probability = Double.parseDouble(cells.get(9));
    return unit;
  }

  private void verify() throws GeneralSecurityException {
    String seed = head("seed").get(0);
    List<String> promise = head.getOrDefault("seed-sha256", List.of("", ""));
    promised("seed", seed, promise.get(0), promise.get(1));
    fingerprint("frame", head("frame-sha256").get(0), lines(unit -> unit.stratum));
    boolean rotates = head.containsKey("rotation-seed");
    if (rotates) {
      List<String> round = head("rotation-seed");
      promised("rotation-seed", round.get(0), round.get(1), round.get(2));
    }
    keys(rotates ? head("rotation-seed").get(0) : seed);
    places();
    if (takesTurns()) {
      turns(head("rotation-seed").get(0));
    } else {
      cap(seed);
    }
    capped();
    order(rotates);
    division();
    sample();
  }

  private void promised(String what, String seed, String hash, String since)
      throws GeneralSecurityException {
    if (hash.isEmpty()) {
      faults.add(what + ": it was never promised");
    } else if (!hex(sha256(seed)).equals(hash)) {
      faults.add(what + ": it is not the one that was promised");
    } else if (Instant.parse(since).isAfter(Instant.parse(head("wave").get(1)))) {
      faults.add(what + ": it was promised after the frame was known");
    }
  }

  private boolean takesTurns() {
    return switch (head("keypulse-draw").get(0)) {
      case "1" -> false;
      case "2" -> true;
      default -> head("algorithm").get(0).equals(TAKING_TURNS);
    };
  }

  private Stream<String> lines(Function<Unit, String> by) {
    return units.parallelStream().map(unit -> by.apply(unit) + "\t" + unit.id + "\n");
  }

  /** SHA-256 of the lines `group TAB unit LF` in the order of their bytes; names hold no controls. */
  private void fingerprint(String what, String written, Stream<String> members)
      throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[][] lines =
        members.map(line -> line.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    Arrays.parallelSort(lines, Arrays::compareUnsigned);
    for (byte[] line : lines) {
      digest.update(line);
    }
    if (!hex(digest.digest()).equals(written)) {
      faults.add(what + ": its fingerprint is another");
    }
    if (units.stream().map(unit -> unit.id).distinct().count() < units.size()) {
      faults.add(what + ": a unit stands in it twice");
    }
  }

  /** HMAC-SHA-256 with the seed as key and the unit as message. */
  private void keys(String seed) {
    byte[][] keys = hashed(seed);
    for (int i = 0; i < keys.length; i++) {
      Unit unit = units.get(i);
      if (!Arrays.equals(keys[i], unit.key)) {
        faults.add("key: of unit " + unit.id + " it is " + hex(keys[i]));
      }
      unit.key = keys[i];
    }
  }

  /** Each unit's HMAC-SHA-256, by all processors. */
  private byte[][] hashed(String seed) {
    ThreadLocal<Mac> macs = ThreadLocal.withInitial(() -> mac(seed));
    return units.parallelStream()
        .map(unit -> macs.get().doFinal(unit.idBytes))
        .toArray(byte[][]::new);
  }

  /** Of each account the first by HMAC-SHA-256 with the key `seed/cap`. */
  private void cap(String seed) throws GeneralSecurityException {
    if (head.containsKey("account-cap")) {
      int cap = Integer.parseInt(head("account-cap").get(0));
      fingerprint("accounts", head("account-cap").get(1), lines(unit -> unit.account));
      byte[][] keys = hashed(seed + "/cap");
      record Lot(Unit unit, byte[] key) {}
      Map<String, List<Lot>> accounts = new HashMap<>();
      for (int i = 0; i < keys.length; i++) {
        accounts
            .computeIfAbsent(units.get(i).account, any -> new ArrayList<>())
            .add(new Lot(units.get(i), keys[i]));
      }
      for (List<Lot> lots : accounts.values()) {
        lots.sort(
            Comparator.comparing(Lot::key, Arrays::compareUnsigned)
                .thenComparing(lot -> lot.unit().idBytes, Arrays::compareUnsigned));
        for (int i = 0; i < lots.size(); i++) {
          lots.get(i).unit().cappedAgain = i >= cap;
          lots.get(i).unit().inAccount = lots.size();
        }
      }
    }
  }

  /**
   * The people of each account go round, from the one after whom they go on; so do its places, as
   * many as it has people, the resting ones too, but no more than the cap. The first takes the first.
   */
  private void turns(String seed) throws GeneralSecurityException {
    int cap = Integer.parseInt(head("account-cap").get(0));
    Stream<String> rest =
        resting.entrySet().stream()
            .flatMap(one -> one.getValue().stream().map(id -> one.getKey() + "\t" + id + "\n"));
    fingerprint(
        "accounts", head("account-cap").get(1), Stream.concat(lines(unit -> unit.account), rest));
    Mac mac = mac(seed);
    Map<String, List<Unit>> accounts = new HashMap<>();
    units.forEach(
        unit -> accounts.computeIfAbsent(unit.account, any -> new ArrayList<>()).add(unit));
    for (Map.Entry<String, List<Unit>> account : accounts.entrySet()) {
      List<Unit> people = account.getValue();
      long after = turns.getOrDefault(account.getKey(), -1L);
      people.forEach(unit -> unit.wrapped = unit.place <= after);
      people.sort(VerifyDraw::compareRound);
      Stratum stratum = strata.get(people.get(0).stratum);
      long start = stratum == null ? -1 : Long.parseLong(stratum.after());
      int all = people.size() + resting.getOrDefault(account.getKey(), List.of()).size();
      List<Long> places = new ArrayList<>();
      for (int nth = 1; nth <= Math.min(cap, all); nth++) {
        String place = "account/" + account.getKey() + "/" + nth;
        places.add(place(mac.doFinal(place.getBytes(StandardCharsets.UTF_8))));
      }
      places.sort(Comparator.comparing((Long place) -> place <= start).thenComparing(p -> p));
      for (int i = 0; i < people.size(); i++) {
        Unit unit = people.get(i);
        unit.inAccount = people.size();
        unit.cappedAgain = i >= cap;
        unit.place = i >= cap ? unit.place : places.get(i);
      }
    }
  }

  private void capped() {
    for (Unit unit : units) {
      if (unit.capped != unit.cappedAgain) {
        faults.add("cap: unit " + unit.id + " is wrongly left " + (unit.capped ? "out" : "in"));
      }
    }
  }

  private void places() {
    for (Unit unit : units) {
      unit.start = ByteBuffer.wrap(unit.key).getLong();
      unit.place = place(unit.key);
    }
  }

  private static long place(byte[] key) {
    return ByteBuffer.wrap(key).getLong() >>> 11;
  }

  /** By key; for draws that go round by the place, from where the last one ended. */
  private void order(boolean rotates) {
    for (Unit unit : units) {
      Stratum stratum = strata.get(unit.stratum);
      if (stratum == null) {
        faults.add("stratum: " + unit.stratum + " is not written down");
      } else {
        unit.wrapped = rotates && unit.place <= Long.parseLong(stratum.after());
      }
    }
    Comparator<Unit> order = rotates ? VerifyDraw::compareRound : VerifyDraw::compareKeys;
    for (List<Unit> stratum : byStratum().values()) {
      Unit[] ranked = stratum.toArray(Unit[]::new);
      Arrays.parallelSort(ranked, order);
      int rank = 0;
      for (Unit unit : ranked) {
        String expected = unit.cappedAgain ? "" : Integer.toString(++rank);
        if (!expected.equals(unit.rank)) {
          faults.add("rank: of unit " + unit.id + " it is " + expected + " and not " + unit.rank);
        }
      }
    }
  }

  private static int compareRound(Unit a, Unit b) {
    int turn = Boolean.compare(a.wrapped, b.wrapped);
    int place = turn != 0 ? turn : Long.compare(a.place, b.place);
    return place != 0 ? place : Arrays.compareUnsigned(a.idBytes, b.idBytes);
  }

  /** Most keys differ within their first eight bytes. */
  private static int compareKeys(Unit a, Unit b) {
    int start = Long.compareUnsigned(a.start, b.start);
    int key = start != 0 ? start : Arrays.compareUnsigned(a.key, b.key);
    return key != 0 ? key : Arrays.compareUnsigned(a.idBytes, b.idBytes);
  }

  private Map<String, List<Unit>> byStratum() {
    Map<String, List<Unit>> strata = new HashMap<>();
    for (Unit unit : units) {
      strata.computeIfAbsent(unit.stratum, any -> new ArrayList<>()).add(unit);
    }
    return strata;
  }

  /** One unit at a time to the stratum with the largest N·S/√(n(n+1)), from the minima on. */
  private void division() {
    List<String> plan = head("plan");
    int minimum = Integer.parseInt(plan.get(2));
    Map<String, Integer> given = new HashMap<>();
    Map<String, List<Unit>> members = byStratum();
    for (Stratum stratum : strata.values()) {
      List<Unit> of = members.getOrDefault(stratum.name(), List.of());
      int candidates = (int) of.stream().filter(unit -> !unit.cappedAgain).count();
      if (of.size() != stratum.units() || candidates != stratum.candidates()) {
        faults.add("stratum: " + stratum.name() + " has " + of.size() + " units");
      }
      given.put(
          stratum.name(),
          plan.get(1).equals("CENSUS") || stratum.takeAll()
              ? candidates
              : Math.min(minimum, candidates));
    }
    int left = Integer.parseInt(plan.get(0)) - given.values().stream().mapToInt(n -> n).sum();
    PriorityQueue<Stratum> next =
        new PriorityQueue<>(
            Comparator.comparing((Stratum s) -> given.get(s.name()) > 0)
                .thenComparing(s -> -worth(s, given.get(s.name())))
                .thenComparing(Stratum::name, bytewise()));
    strata.values().stream().filter(s -> given.get(s.name()) < s.candidates()).forEach(next::add);
    for (; left > 0 && !next.isEmpty(); left--) {
      Stratum stratum = next.remove();
      given.merge(stratum.name(), 1, Integer::sum);
      if (given.get(stratum.name()) < stratum.candidates()) {
        next.add(stratum);
      }
    }
    for (Stratum stratum : strata.values()) {
      if (given.get(stratum.name()) != stratum.drawn()) {
        faults.add(
            "division: %s gets %d and not %d"
                .formatted(stratum.name(), given.get(stratum.name()), stratum.drawn()));
      }
    }
  }

  private static double worth(Stratum stratum, int given) {
    double product = stratum.candidates() * stratum.deviation();
    return given == 0 ? product : product / Math.sqrt((double) given * (given + 1));
  }

  private void sample() {
    int cap =
        head.containsKey("account-cap")
            ? Integer.parseInt(head("account-cap").get(0))
            : Integer.MAX_VALUE;
    for (Unit unit : units) {
      Stratum stratum = strata.get(unit.stratum);
      if (stratum == null) {
        continue;
      }
      boolean drawn = !unit.rank.isEmpty() && Integer.parseInt(unit.rank) <= stratum.drawn();
      if (drawn != unit.drawn) {
        faults.add("sample: unit " + unit.id + " is wrongly " + (unit.drawn ? "drawn" : "left out"));
      }
      double share = Math.min(1, (double) cap / unit.inAccount);
      double probability = share * stratum.drawn() / stratum.candidates();
      if (Math.abs(probability - unit.probability) > 1e-12) {
        faults.add("probability: of unit " + unit.id + " it is " + probability);
      }
      if (drawn
          && !stratum.last().isEmpty()
          && Integer.parseInt(unit.rank) == stratum.drawn()
          && unit.place != Long.parseLong(stratum.last())) {
        faults.add("round: of " + stratum.name() + " it ends at " + unit.place + " of " + PLACES);
      }
    }
  }

  private List<String> head(String name) {
    List<String> cells = head.get(name);
    if (cells == null) {
      System.err.println("This is not a draw as Keypulse exports it: there is no " + name);
      System.exit(2);
    }
    return cells;
  }

  /** One line of CSV; cells in quotes may hold commas and doubled quotes. */
  private static List<String> cells(String line) {
    if (line.indexOf('"') < 0) {
      return Arrays.asList(line.split(",", -1));
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private static Comparator<String> bytewise() {
    return Comparator.comparing(
        text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
  }

  private static Mac mac(String seed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(seed.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] sha256(String text) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
