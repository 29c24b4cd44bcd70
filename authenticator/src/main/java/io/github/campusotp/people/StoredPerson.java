package io.github.campusotp.people;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.mailcode.MaskedAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/**
 * A person as the database has them.
 *
 * @param user the row of the user
 * @param credentials without what they hold
 * @param addresses their recovery addresses: of several none counts
 * @param owed ids of the required actions that their next sign-on has to pass
 */
record StoredPerson(
    User user, List<Credential> credentials, List<String> addresses, List<String> owed) {
  /** What the API calls the types of credentials. */
  static final Map<String, String> WORDS =
      Map.of(
          PasswordCredentialModel.TYPE, "password",
          OTPCredentialModel.TYPE, SetUp.KEY.word(),
          WebAuthnCredentialModel.TYPE_PASSWORDLESS, "passkey",
          BackupCodes.TYPE, "backupCodes");

  /**
   * The row of a user.
   *
   * @param federation id of the directory that the user comes from; null for none
   */
  record User(
      String id,
      String username,
      String firstName,
      String lastName,
      boolean enabled,
      String federation) {}

  /**
   * A credential.
   *
   * @param created in milliseconds since 1970; 0 where it is unknown
   */
  record Credential(String id, String type, long created) {}

  /** The newest of a type: of several keys only that one counts. */
  Optional<Credential> newest(String type) {
    return credentials.stream()
        .filter(credential -> credential.type().equals(type))
        .max(Comparator.comparingLong(Credential::created));
  }

  /** Since when they have what, in milliseconds since 1970. */
  Map<String, Long> since() {
    Map<String, Long> since = new TreeMap<>();
    credentials.stream()
        .filter(credential -> WORDS.containsKey(credential.type()))
        .forEach(
            credential ->
                since.merge(WORDS.get(credential.type()), credential.created(), Math::max));
    return since;
  }

  /** Masked. */
  Optional<String> address() {
    return addresses.size() == 1
        ? Optional.of(MaskedAddress.of(addresses.get(0)))
        : Optional.empty();
  }
}
