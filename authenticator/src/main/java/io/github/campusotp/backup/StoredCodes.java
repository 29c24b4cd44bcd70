package io.github.campusotp.backup;

import io.github.campusotp.keycloak.HashedCode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.dto.PasswordCredentialData;
import org.keycloak.util.JsonSerialization;

/** How backup codes are stored: a hash each, by the digit that they begin with. */
final class StoredCodes {
  private StoredCodes() {}

  static List<String> random() {
    SecretGenerator random = SecretGenerator.getInstance();
    return IntStream.range(0, BackupCodes.COUNT)
        .mapToObj(
            place -> place + random.randomString(BackupCodes.DIGITS - 1, SecretGenerator.DIGITS))
        .toList();
  }

  /** Not stored yet. */
  static CredentialModel of(KeycloakSession session, List<String> codes) {
    List<HashedCode> hashed = codes.stream().map(code -> HashedCode.of(session, code)).toList();
    CredentialModel stored = new CredentialModel();
    stored.setType(BackupCodes.TYPE);
    stored.setCreatedDate(Time.currentTimeMillis());
    stored.setCredentialData(JsonSerialization.valueAsString(hashed.get(0).method()));
    stored.setSecretData(
        JsonSerialization.valueAsString(hashed.stream().map(HashedCode::secret).toList()));
    return stored;
  }

  /** By the digits that they begin with; one that was used may be empty. */
  static List<HashedCode> in(CredentialModel stored) {
    PasswordCredentialData method =
        JsonSerialization.valueFromString(stored.getCredentialData(), PasswordCredentialData.class);
    return Stream.of(secrets(stored)).map(secret -> new HashedCode(method, secret)).toList();
  }

  /** As they are to be stored once one was used. */
  static CredentialModel without(CredentialModel stored, int place) {
    String[] left = secrets(stored);
    left[place] = HashedCode.GONE;
    CredentialModel without = stored.shallowClone();
    without.setSecretData(JsonSerialization.valueAsString(left));
    return without;
  }

  private static String[] secrets(CredentialModel stored) {
    return JsonSerialization.valueFromString(stored.getSecretData(), String[].class);
  }
}
