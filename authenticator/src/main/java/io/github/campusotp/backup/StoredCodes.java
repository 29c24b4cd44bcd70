package io.github.campusotp.backup;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.campusotp.keycloak.HashedCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
    stored.setCredentialData(json(hashed.get(0).method()));
    stored.setSecretData(json(hashed.stream().map(HashedCode::secret).toList()));
    return stored;
  }

  /** By the digits that they begin with; one that was used may be empty. */
  static List<HashedCode> in(CredentialModel stored) {
    try {
      PasswordCredentialData method =
          JsonSerialization.readValue(stored.getCredentialData(), PasswordCredentialData.class);
      return secrets(stored).stream().map(secret -> new HashedCode(method, secret)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As they are to be stored once one was used. */
  static CredentialModel without(CredentialModel stored, int place) {
    try {
      List<String> left = new ArrayList<>(secrets(stored));
      left.set(place, HashedCode.GONE);
      CredentialModel without = stored.shallowClone();
      without.setSecretData(json(left));
      return without;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> secrets(CredentialModel stored) throws IOException {
    return JsonSerialization.readValue(stored.getSecretData(), new TypeReference<>() {});
  }

  private static String json(Object data) {
    try {
      return JsonSerialization.writeValueAsString(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
