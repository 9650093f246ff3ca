package io.keypulse.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Written by imports only; read here. */
@Entity
class Account {
  @Id int id;

  @Column(name = "team_id")
  int teamId;

  @Column(name = "external_id")
  String externalId = "";

  String source = "";
  String name = "";
  String country = "";
  String segment = "";
}
