package io.keypulse.survey;

import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import java.time.LocalTime;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/**
 * How those who were drawn are spoken to.
 *
 * @param languages those that may be used, the preferred one for others first; empty for all
 * @param reminderDays days after the invitation, ascending
 * @param quietFrom first minute of the contact's own day at which nothing is sent; with {@code
 *     quietTo}, the first at which it is again; both absent when the clock does not matter
 */
public record Delivery(
    List<Channel> channels,
    List<String> languages,
    List<Integer> reminderDays,
    @Nullable LocalTime quietFrom,
    @Nullable LocalTime quietTo,
    boolean businessDaysOnly,
    boolean thanks,
    @Nullable String senderName,
    ReplyTo replyTo,
    int daysToAnswer) {
  private static final int MOST_REMINDERS = 5;
  private static final int LONGEST_NAME = 100;
  private static final int MOST_DAYS = 90;

  @Name("SurveyChannel")
  @Description("How a contact is asked.")
  public enum Channel {
    EMAIL,
    PHONE
  }

  @Description("Whom an answer by mail reaches.")
  public enum ReplyTo {
    @Description("Whoever leads the account's team; the sender where nobody does.")
    ACCOUNT_MANAGER,
    SENDER
  }

  @Input("DeliveryInput")
  @Description("How contacts are asked; parts that are left out stay as they are.")
  public record Parts(
      @io.smallrye.graphql.api.Nullable @Description("E-mail unless said.")
          @Nullable List<@NonNull Channel> channels,
      @io.smallrye.graphql.api.Nullable
          @Description(
              "ISO 639, two letters, of those that have wordings; others are asked in the first. All when empty.")
          @Nullable List<@NonNull String> languages,
      @io.smallrye.graphql.api.Nullable
          @Description(
              "Days after the invitation on which the silent are reminded, ascending; none when empty.")
          @Nullable List<@NonNull Integer> reminderDays,
      @io.smallrye.graphql.api.Nullable
          @Description(
              "From when, in the contact's own time zone, nothing is sent; as 18:00. Empty for no quiet hours.")
          @Nullable String quietFrom,
      @io.smallrye.graphql.api.Nullable @Description("When sending begins again, as 08:00.")
          @Nullable String quietTo,
      @io.smallrye.graphql.api.Nullable
          @Description("Mondays to Fridays of the contact only, and no holidays.")
          @Nullable Boolean businessDaysOnly,
      @io.smallrye.graphql.api.Nullable
          @Description("Whether those who answer are thanked by mail; not unless said.")
          @Nullable Boolean thanks,
      @io.smallrye.graphql.api.Nullable
          @Description("The name mails come from; the account manager's when empty.")
          @Nullable String senderName,
      @io.smallrye.graphql.api.Nullable @Description("ACCOUNT_MANAGER unless said.")
          @Nullable ReplyTo replyTo) {

    Delivery over(Delivery was) {
      @Nullable LocalTime from = quietFrom == null ? was.quietFrom : time("quietFrom", quietFrom);
      @Nullable LocalTime to = quietTo == null ? was.quietTo : time("quietTo", quietTo);
      if ((from == null) != (to == null) || (from != null && from.equals(to))) {
        throw Refused.invalid("quietTo", "Write both ends of the quiet hours, or none.");
      }
      return new Delivery(
          channels == null ? was.channels : channels(channels),
          languages == null ? was.languages : languages(languages),
          reminderDays == null ? was.reminderDays : reminders(reminderDays, was.daysToAnswer),
          from,
          to,
          businessDaysOnly == null ? was.businessDaysOnly : businessDaysOnly,
          thanks == null ? was.thanks : thanks,
          senderName == null
              ? was.senderName
              : Text.optionalLine("senderName", senderName, LONGEST_NAME),
          replyTo == null ? was.replyTo : replyTo,
          was.daysToAnswer);
    }

    private static List<Channel> channels(List<Channel> given) {
      if (given.isEmpty()) {
        throw Refused.invalid("channels", "Name at least one channel.");
      }
      return given.stream().distinct().toList();
    }

    private static List<String> languages(List<String> given) {
      given.stream()
          .filter(language -> !WordingLanguages.ALL.contains(language))
          .findFirst()
          .ifPresent(
              unknown -> {
                throw Refused.invalid(
                    "languages", "Choose of " + String.join(", ", WordingLanguages.ALL) + ".");
              });
      return given.stream().distinct().toList();
    }

    private static List<Integer> reminders(List<Integer> given, int daysToAnswer) {
      boolean ascending = true;
      for (int i = 0; i < given.size(); i++) {
        ascending &= given.get(i) > (i == 0 ? 0 : given.get(i - 1));
      }
      if (!ascending
          || given.size() > MOST_REMINDERS
          || (!given.isEmpty() && given.getLast() >= daysToAnswer)) {
        throw Refused.invalid(
            "reminderDays",
            "Name at most %d days from 1 on, ascending and before the last day to answer."
                .formatted(MOST_REMINDERS));
      }
      return List.copyOf(given);
    }

    private static @Nullable LocalTime time(String field, String text) {
      return text.isBlank() ? null : Schedule.time(field, text);
    }
  }

  /** Mails at any hour, nobody reminded. */
  static Delivery plain(int daysToAnswer) {
    return new Delivery(
        List.of(Channel.EMAIL),
        List.of(),
        List.of(),
        null,
        null,
        false,
        false,
        null,
        ReplyTo.ACCOUNT_MANAGER,
        daysToAnswer);
  }

  /**
   * @throws Refused INVALID unless 1 to 90 and after the last reminder
   */
  Delivery answeredWithin(int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw Refused.invalid("daysToAnswer", "Choose 1 to " + MOST_DAYS + ".");
    }
    if (!reminderDays.isEmpty() && reminderDays.getLast() >= days) {
      throw Refused.invalid("daysToAnswer", "Leave time after the last reminder.");
    }
    return new Delivery(
        channels,
        languages,
        reminderDays,
        quietFrom,
        quietTo,
        businessDaysOnly,
        thanks,
        senderName,
        replyTo,
        days);
  }
}
