package io.github.campusotp.otpkey;

import io.github.campusotp.mailcode.CodeProof;
import io.github.campusotp.mailcode.Mailbox;
import io.github.campusotp.mailcode.ProofScope;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.mailcode.RequiredActionProof;
import io.github.campusotp.recovery.FirstAddress;
import io.github.campusotp.recovery.RecoveryAddress;
import io.github.campusotp.recovery.RecoveryConfig;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;

/** The proof that every action with the key wants first: the user reads the recovery mailbox. */
final class KeyProof {
  private final CodeProof code;
  private final boolean registered;

  private KeyProof(CodeProof code, boolean registered) {
    this.code = code;
    this.registered = registered;
  }

  /**
   * @param context of the action
   * @param purpose what the user is about to do
   * @param subject the key that the proof is about
   * @return empty if the user has no recovery address
   */
  static Optional<KeyProof> of(RequiredActionContext context, Purpose purpose, String subject) {
    return RecoveryAddress.of(context.getRealm(), context.getUser())
        .map(
            address ->
                new KeyProof(
                    new CodeProof(
                        new ProofScope(
                            new RequiredActionProof(context),
                            RecoveryConfig.of(context.getRealm()).code(),
                            purpose,
                            Mailbox.RECOVERY,
                            address,
                            subject)),
                    purpose == Purpose.SETUP
                        && subject.equals(ProofScope.NO_KEY)
                        && FirstAddress.wasRegistered(context)));
  }

  /**
   * Whether it is given. A first key takes no second code where this very sign-on registered the
   * address, and thereby proved the same mailbox, no longer ago than a code is good.
   */
  boolean isGiven() {
    return registered || code.isGiven();
  }

  /** The page that asks for the code. */
  Response page() {
    return code.page();
  }

  /** The page to show after what was sent from there, or empty where the proof is now given. */
  Optional<Response> answer() {
    return code.answer();
  }
}
