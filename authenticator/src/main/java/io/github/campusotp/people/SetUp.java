package io.github.campusotp.people;

import io.github.campusotp.otpkey.OtpSetupAction;
import io.github.campusotp.recovery.RecoveryAddress;
import io.github.campusotp.recovery.RecoveryAddressAction;
import java.util.Locale;
import org.keycloak.models.credential.OTPCredentialModel;

/** What a person sets up: rows of the user {@code u} in one of Keycloak's tables. */
public enum SetUp {
  KEY(
      OtpSetupAction.ID,
      "CredentialEntity",
      "k",
      "k.user = u and k.type = '" + OTPCredentialModel.TYPE + "'"),
  ADDRESS(
      RecoveryAddressAction.ID,
      "UserAttributeEntity",
      "a",
      "a.user = u and a.name = '" + RecoveryAddress.ATTRIBUTE + "' and a.value like '%@%'");

  private final String action;
  private final String entity;
  private final String row;
  private final String condition;

  SetUp(String action, String entity, String row, String condition) {
    this.action = action;
    this.entity = entity;
    this.row = row;
    this.condition = condition;
  }

  /** As the API names it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Id of the required action by which it is done. */
  public String action() {
    return action;
  }

  /** A condition, in JPQL. */
  String done() {
    return " and exists (" + select() + ")";
  }

  /** The opposite. */
  String missing() {
    return " and not exists (" + select() + ")";
  }

  private String select() {
    return "select " + row + ".id from " + entity + " " + row + " where " + condition;
  }

  /** Joins the rows to the user, in JPQL. */
  String joined() {
    return " left join " + entity + " " + row + " on " + condition;
  }

  /** The user's id where such a row was joined, in JPQL. */
  String user() {
    return row + ".user.id";
  }
}
