package io.keypulse.platform;

/** Files that people open in a spreadsheet. */
public final class Spreadsheet {
  private Spreadsheet() {}

  /** Spreadsheets run cells that begin like a formula; a quote in front makes them text. */
  public static String harmless(String cell) {
    return !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
