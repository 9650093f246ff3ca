package io.keypulse.account;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Refused;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

@Entity
@DynamicUpdate
class Contact {
  static final String ERASED = "This person was erased.";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  int id;

  @Column(name = "account_id")
  int accountId;

  @Column(name = "team_id")
  int teamId;

  String source = "";

  @Column(name = "external_id")
  String externalId = "";

  String name = "";

  @Column(name = "given_name")
  @Nullable String givenName;

  @Column(name = "family_name")
  @Nullable String familyName;

  @Column(name = "job_title")
  @Nullable String jobTitle;

  @Nullable String occupation;

  /** The primary ones; all of them are points. */
  @Nullable String email;

  @Nullable String phone;

  @Enumerated(EnumType.STRING)
  ContactRole role = ContactRole.USER;

  @Column(name = "further_roles")
  String[] furtherRoles = {};

  String language = "";

  @Column(name = "time_zone")
  @Nullable String timeZone;

  @Nullable String street;

  @Column(name = "postal_code")
  @Nullable String postalCode;

  @Nullable String city;
  @Nullable String region;
  @Nullable String country;

  @Column(name = "birth_year")
  @Nullable Integer birthYear;

  @Enumerated(EnumType.STRING)
  @Nullable Gender gender;

  @Column(name = "reports_to_id")
  @Nullable Integer reportsToId;

  @Column(name = "joined_on")
  @Nullable LocalDate joinedOn;

  @Column(name = "left_on")
  @Nullable LocalDate leftOn;

  @Column(name = "left_reason")
  @Nullable String leftReason;

  /** Since then nothing says who this was, and nothing more is written down. */
  @Column(name = "erased_at", insertable = false, updatable = false)
  @Nullable Instant erasedAt;

  @Enumerated(EnumType.STRING)
  Channel channel = Channel.MANUAL;

  @Generated(event = {EventType.INSERT, EventType.UPDATE})
  int version;

  @Column(name = "recorded_at")
  @Generated(event = {EventType.INSERT, EventType.UPDATE})
  Instant recordedAt = Instant.EPOCH;

  @Column(name = "recorded_by")
  @Generated(event = {EventType.INSERT, EventType.UPDATE})
  @Nullable Integer recordedBy;

  List<ContactRole> roles() {
    return Stream.concat(Stream.of(role), Arrays.stream(furtherRoles).map(ContactRole::valueOf))
        .toList();
  }

  void roles(List<ContactRole> roles) {
    role = roles.getFirst();
    furtherRoles = roles.stream().skip(1).map(ContactRole::name).toArray(String[]::new);
  }

  PostalAddress postalAddress() {
    return new PostalAddress(street, postalCode, city, region, country);
  }

  void postalAddress(PostalAddress address) {
    street = address.street();
    postalCode = address.postalCode();
    city = address.city();
    region = address.region();
    country = address.country();
  }

  @Nullable String primary(PointMeans means) {
    return means == PointMeans.EMAIL ? email : phone;
  }

  void primary(PointMeans means, @Nullable String value) {
    switch (means) {
      case EMAIL -> email = value;
      case PHONE -> phone = value;
    }
  }

  void moveTo(Account account, @Nullable LocalDate since) {
    accountId = account.id;
    teamId = account.teamId;
    reportsToId = null;
    joinedOn = since;
    leftOn = null;
    leftReason = null;
    channel = Channel.MANUAL;
  }

  void leave(LocalDate on, @Nullable String reason) {
    if (joinedOn != null && on.isBefore(joinedOn)) {
      throw Refused.invalid("on", "Name a day not before " + joinedOn + ", on which it began.");
    }
    leftOn = on;
    leftReason = reason;
  }
}
