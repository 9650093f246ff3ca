package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.account.PointKind;
import io.keypulse.account.PointMeans;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A column with addresses or numbers of a contact beside the primary ones. */
record PointColumn(String name, PointMeans means, PointKind kind) {
  private static final List<PointColumn> ALL =
      List.of(
          new PointColumn("further_emails", PointMeans.EMAIL, PointKind.WORK),
          new PointColumn("private_emails", PointMeans.EMAIL, PointKind.PRIVATE),
          new PointColumn("other_emails", PointMeans.EMAIL, PointKind.OTHER),
          new PointColumn("further_phones", PointMeans.PHONE, PointKind.WORK),
          new PointColumn("mobile_phones", PointMeans.PHONE, PointKind.MOBILE),
          new PointColumn("private_phones", PointMeans.PHONE, PointKind.PRIVATE),
          new PointColumn("other_phones", PointMeans.PHONE, PointKind.OTHER));

  /** Each once: the first column that names it says of what kind it is. */
  static List<AccountRegister.Point> told(CsvRow row) {
    Map<String, AccountRegister.Point> points = new LinkedHashMap<>();
    for (PointColumn column : ALL) {
      row.several(column.name(), text -> column.means().checked(column.name(), text))
          .forEach(
              value ->
                  points.putIfAbsent(
                      value, new AccountRegister.Point(column.means(), column.kind(), value)));
    }
    return List.copyOf(points.values());
  }
}
