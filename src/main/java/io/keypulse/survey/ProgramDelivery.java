package io.keypulse.survey;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Delivery} as it is kept. */
@Embeddable
class ProgramDelivery {
  String[] channels = {Delivery.Channel.EMAIL.name()};
  String[] languages = {};

  @Column(name = "reminder_days")
  int[] reminderDays = {};

  @Column(name = "quiet_from")
  @Nullable LocalTime quietFrom;

  @Column(name = "quiet_to")
  @Nullable LocalTime quietTo;

  @Column(name = "business_days_only")
  boolean businessDaysOnly;

  boolean thanks;

  @Column(name = "sender_name")
  @Nullable String senderName;

  @Column(name = "reply_to")
  @Enumerated(EnumType.STRING)
  Delivery.ReplyTo replyTo = Delivery.ReplyTo.ACCOUNT_MANAGER;

  @Column(name = "days_to_answer")
  int daysToAnswer;

  static ProgramDelivery of(Delivery delivery) {
    ProgramDelivery kept = new ProgramDelivery();
    kept.channels = delivery.channels().stream().map(Enum::name).toArray(String[]::new);
    kept.languages = delivery.languages().toArray(String[]::new);
    kept.reminderDays = delivery.reminderDays().stream().mapToInt(Integer::intValue).toArray();
    kept.quietFrom = delivery.quietFrom();
    kept.quietTo = delivery.quietTo();
    kept.businessDaysOnly = delivery.businessDaysOnly();
    kept.thanks = delivery.thanks();
    kept.senderName = delivery.senderName();
    kept.replyTo = delivery.replyTo();
    kept.daysToAnswer = delivery.daysToAnswer();
    return kept;
  }

  Delivery delivery() {
    return new Delivery(
        Arrays.stream(channels).map(Delivery.Channel::valueOf).toList(),
        List.of(languages),
        Arrays.stream(reminderDays).boxed().toList(),
        quietFrom,
        quietTo,
        businessDaysOnly,
        thanks,
        senderName,
        replyTo,
        daysToAnswer);
  }
}
