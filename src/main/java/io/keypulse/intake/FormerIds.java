package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Ids that came to living accounts, and that archived ones had before. */
final class FormerIds {
  private static final Importer.Outcome CREATED = new Importer.Outcome.Done(Change.CREATED);

  private FormerIds() {}

  /**
   * @param ids of the rows, in their order
   * @param words what to say of whoever had an id that was created
   */
  static List<Importer.Outcome> remarked(
      AccountRegister accounts,
      List<ExternalId> ids,
      List<Importer.Outcome> outcomes,
      Function<AccountRegister.Former, String> words) {
    Map<ExternalId, AccountRegister.Former> former =
        accounts.former(
            IntStream.range(0, ids.size())
                .filter(i -> outcomes.get(i).equals(CREATED))
                .mapToObj(ids::get)
                .toList());
    return IntStream.range(0, ids.size())
        .mapToObj(
            i -> {
              AccountRegister.Former one = former.get(ids.get(i));
              return one == null
                  ? outcomes.get(i)
                  : new Importer.Outcome.Done(
                      Change.CREATED,
                      new Importer.Outcome.Remark(
                          "external_id", Rejection.Code.WAS_ARCHIVED, words.apply(one)));
            })
        .toList();
  }
}
