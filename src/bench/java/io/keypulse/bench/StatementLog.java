package io.keypulse.bench;

import io.keypulse.demo.EmbeddedDatabase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Keypulse really asks of its database, read from the log of the server. */
record StatementLog(EmbeddedDatabase database, Path log) {
  /** Set as {@code log_line_prefix}. */
  static final String PREFIX = "@%a@";

  private static final Pattern ENTRY =
      Pattern.compile("^@keypulse@(LOG|DETAIL):  ", Pattern.MULTILINE);
  private static final Pattern STATEMENT =
      Pattern.compile("(?:statement|execute [^:]*): (.*)", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("\\$(\\d+) = ('(?:[^']|'')*'|NULL)", Pattern.DOTALL);

  /**
   * The statements of this work in their order, with their values written in. Beginnings of
   * transactions are left out: they travel with the first statement.
   */
  List<String> during(Callable<?> work) throws Exception {
    switchLog("all");
    try {
      long start = Files.size(log);
      work.call();
      return statements(readFrom(start));
    } finally {
      switchLog("none");
    }
  }

  private void switchLog(String what) throws Exception {
    try (Connection connection = database.asAdministrator();
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set log_statement = '" + what + "'");
      statement.execute("select pg_reload_conf()");
      String now = "";
      while (!now.equals(what)) {
        try (ResultSet row = statement.executeQuery("show log_statement")) {
          row.next();
          now = row.getString(1);
        }
      }
    }
  }

  private String readFrom(long start) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[Math.toIntExact(file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static List<String> statements(String log) {
    List<String> statements = new ArrayList<>();
    Matcher entry = ENTRY.matcher(log);
    while (entry.find()) {
      int next = log.indexOf("\n@", entry.end());
      String text =
          log.substring(entry.end(), next < 0 ? log.length() : next).replace("\n\t", "\n").strip();
      Matcher statement = STATEMENT.matcher(text);
      if (entry.group(1).equals("DETAIL")) {
        statements.add(withValues(statements.removeLast(), text));
      } else if (statement.matches()) {
        statements.add(statement.group(1));
      }
    }
    statements.removeIf(statement -> statement.toLowerCase(Locale.ROOT).startsWith("begin"));
    return statements;
  }

  private static String withValues(String statement, String detail) {
    List<String> values = new ArrayList<>();
    Matcher parameter = PARAMETER.matcher(detail);
    while (parameter.find()) {
      values.add(parameter.group(2));
    }
    String text = statement;
    for (int number = values.size(); number > 0; number--) {
      text = text.replace("$" + number, values.get(number - 1));
    }
    return text;
  }
}
