package io.github.campusotp.otpkey;

import io.github.campusotp.mailcode.Purpose;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The key that a sign-on makes: pending until its first code is right, or stored at once. */
final class NewKey {
  private static final String PURPOSE = "campus-otp-setup.purpose";
  private static final String PENDING = "campus-otp-setup.pending";
  private static final String STORED = "campus-otp-setup.stored";
  private static final String REPLACED = "campus-otp-setup.replaced";

  private final RequiredActionContext context;
  private final AuthenticationSessionModel signOn;

  NewKey(RequiredActionContext context) {
    this.context = context;
    this.signOn = context.getAuthenticationSession();
  }

  /** What it was made for; empty as long as there is none. */
  Optional<Purpose> purpose() {
    return Optional.ofNullable(signOn.getAuthNote(PURPOSE)).map(Purpose::ofWord);
  }

  /**
   * A random key, not stored yet.
   *
   * @param purpose what it is made for
   * @return empty if one was made seconds ago: of two the page might not show the one that counts
   */
  Optional<SetupKey> make(Purpose purpose) {
    if (DoubleClick.is(context, "issue")) {
      return Optional.empty();
    }
    signOn.setAuthNote(PURPOSE, purpose.word());
    return Optional.of(SetupKey.random());
  }

  /** Keeps it until its first code is right. */
  void hold(SetupKey key) {
    signOn.setAuthNote(PENDING, key.secret());
  }

  boolean isPending() {
    return signOn.getAuthNote(PENDING) != null;
  }

  /** The key of this sign-on, as long as it is the one that counts. */
  Optional<OTPCredentialModel> shown() {
    String pending = signOn.getAuthNote(PENDING);
    if (pending != null) {
      return Optional.of(OtpKey.from(context.getRealm(), new SetupKey(pending)));
    }
    String stored = signOn.getAuthNote(STORED);
    return OtpKey.of(context.getUser()).filter(key -> key.getId().equals(stored));
  }

  /**
   * Gives it to the user in place of every other.
   *
   * @param subject of the proof that allowed it
   * @return the stored credential's id
   */
  String store(OTPCredentialModel key, String subject) {
    signOn.setAuthNote(REPLACED, subject);
    VerifiedOtp.forget(signOn);
    String id = OtpKey.replace(context.getSession(), context.getUser(), key);
    signOn.removeAuthNote(PENDING);
    signOn.setAuthNote(STORED, id);
    return id;
  }

  /** Goes on with the key that is there, as if this sign-on had made and stored it. */
  void adopt() {
    String id = OtpKey.of(context.getUser()).orElseThrow().getId();
    signOn.setAuthNote(PURPOSE, Purpose.SETUP.word());
    signOn.setAuthNote(STORED, id);
    signOn.setAuthNote(REPLACED, id);
  }

  /** Whether this sign-on made the user's present key. */
  boolean isStored() {
    return !isAdopted()
        && OtpKey.of(context.getUser())
            .filter(key -> key.getId().equals(signOn.getAuthNote(STORED)))
            .isPresent();
  }

  /** Whether the key was there before this sign-on. */
  boolean isAdopted() {
    String stored = signOn.getAuthNote(STORED);
    return stored != null && stored.equals(signOn.getAuthNote(REPLACED));
  }

  /**
   * The proof was about the key before this one: it goes on holding for the page with this one.
   *
   * @param present subject of a proof about the present key
   */
  String subject(String present) {
    return present.equals(signOn.getAuthNote(STORED)) ? signOn.getAuthNote(REPLACED) : present;
  }
}
