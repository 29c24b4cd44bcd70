package io.github.campusotp.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.models.utils.HmacOTP;
import org.keycloak.storage.adapter.AbstractInMemoryUserAdapter;

/** A user with the credentials that a test gives them. */
public final class FakeUser extends AbstractInMemoryUserAdapter {
  /** RFC 6238, appendix B. */
  public static final String SECRET = "12345678901234567890";

  private final List<CredentialModel> credentials = new ArrayList<>();
  private final List<RoleModel> roles = new ArrayList<>();
  private final List<GroupModel> groups = new ArrayList<>();
  private final SubjectCredentialManager manager =
      Fake.of(SubjectCredentialManager.class, new Manager());
  private Predicate<CredentialInput> valid = input -> false;
  private String chosen;

  /**
   * @param name the username; the id is {@code id-of-} that
   */
  public FakeUser(String name) {
    this("id-of-" + name, name);
  }

  /**
   * @param id of Keycloak's own user, or of one in a federation
   */
  public FakeUser(String id, String name) {
    super(null, null, id);
    setUsername(name);
    setEnabled(true);
  }

  /** Gives the user a key, besides those that are there. */
  public OTPCredentialModel giveKey(String id, long createdAt) {
    OTPCredentialModel key = OTPCredentialModel.createTOTP(SECRET, 6, 30, "HmacSHA1");
    key.setId(id);
    key.setCreatedDate(createdAt);
    return give(key);
  }

  /**
   * The code of such a key.
   *
   * @param later how many time steps after now; negative before
   */
  public static String code(int later) {
    long step = Time.currentTimeMillis() / 1000 / 30 + later;
    return new HmacOTP(6, "HmacSHA1", 0)
        .generateHOTP(SECRET.getBytes(StandardCharsets.US_ASCII), (int) step);
  }

  /** Gives the user a credential, besides those that are there. */
  public <T extends CredentialModel> T give(T credential) {
    credentials.add(credential);
    return credential;
  }

  /** Gives the user a passkey, that cannot be used. */
  public void givePasskey(String id) {
    CredentialModel passkey =
        WebAuthnCredentialModel.create(
            WebAuthnCredentialModel.TYPE_PASSWORDLESS, id, "", id, null, "", 0, "none", Set.of());
    passkey.setId(id);
    passkey.setCreatedDate(1000L);
    give(passkey);
  }

  /** Takes the user's keys. */
  public void takeKeys() {
    credentials.removeIf(stored -> stored.getType().equals(OTPCredentialModel.TYPE));
  }

  /**
   * Gives the user a password in place of the one that is there.
   *
   * @param createdAt in milliseconds, or null where Keycloak does not know
   */
  public void setPassword(Long createdAt) {
    takePassword();
    CredentialModel password = new CredentialModel();
    password.setId("password");
    password.setType(PasswordCredentialModel.TYPE);
    password.setCreatedDate(createdAt);
    credentials.add(password);
  }

  /** Takes the user's password. */
  public void takePassword() {
    credentials.removeIf(stored -> stored.getType().equals(PasswordCredentialModel.TYPE));
  }

  /** Says what Keycloak finds right; nothing is until then. */
  public void accept(Predicate<CredentialInput> right) {
    valid = right;
  }

  /** The password that the user chose last, or null. */
  public String chosenPassword() {
    return chosen;
  }

  @Override
  public void grantRole(RoleModel role) {
    roles.add(role);
  }

  @Override
  public boolean hasRole(RoleModel role) {
    return roles.contains(role);
  }

  @Override
  public Stream<RoleModel> getRoleMappingsStream() {
    return roles.stream();
  }

  @Override
  public Stream<GroupModel> getGroupsStream() {
    return groups.stream();
  }

  @Override
  public void joinGroup(GroupModel group) {
    groups.add(group);
  }

  @Override
  public boolean isMemberOf(GroupModel group) {
    return groups.contains(group);
  }

  /** Whether a stored credential takes it. */
  boolean takes(CredentialInput code) {
    return valid.test(code);
  }

  @Override
  public SubjectCredentialManager credentialManager() {
    return manager;
  }

  private final class Manager {
    /** As of a federation that takes every one-time password. */
    boolean isValid(List<CredentialInput> inputs) {
      return inputs.stream()
          .allMatch(input -> input.getType().equals(OTPCredentialModel.TYPE) || valid.test(input));
    }

    Stream<CredentialModel> getStoredCredentialsByTypeStream(String type) {
      return List.copyOf(credentials).stream().filter(stored -> stored.getType().equals(type));
    }

    boolean isConfiguredFor(String type) {
      return getStoredCredentialsByTypeStream(type).findAny().isPresent();
    }

    boolean updateCredential(CredentialInput password) {
      chosen = password.getChallengeResponse();
      setPassword(Time.currentTimeMillis());
      return true;
    }

    CredentialModel createStoredCredential(CredentialModel credential) {
      CredentialModel stored = credential.shallowClone();
      stored.setId(UUID.randomUUID().toString());
      return give(stored);
    }

    void updateStoredCredential(CredentialModel credential) {
      credentials.replaceAll(
          stored -> credential.getId().equals(stored.getId()) ? credential : stored);
    }

    boolean removeStoredCredentialById(String id) {
      return credentials.removeIf(stored -> stored.getId().equals(id));
    }
  }
}
