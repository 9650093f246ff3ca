package io.keypulse.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Written by imports only; read here. */
@Entity
class Contact {
  @Id int id;

  @Column(name = "account_id")
  int accountId;

  String name = "";
  @Nullable String email;

  @Enumerated(EnumType.STRING)
  ContactRole role = ContactRole.USER;

  String language = "";

  @Column(name = "left_on")
  @Nullable LocalDate leftOn;
}
