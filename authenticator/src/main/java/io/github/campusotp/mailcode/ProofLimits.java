package io.github.campusotp.mailcode;

import io.github.campusotp.limit.Cooldown;
import io.github.campusotp.limit.RateLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;

/** How many mails and how many wrong codes: the limits of one user's proofs, on all nodes. */
final class ProofLimits {
  private final SingleUseObjectProvider store;
  private final CodePolicy policy;
  private final RateLimit mails;
  private final Cooldown cooldown;
  private final List<RateLimit> wrongCodes = new ArrayList<>();
  private final List<RateLimit> hiddenMails = new ArrayList<>();
  private final List<RateLimit> hiddenWrongCodes = new ArrayList<>();

  ProofLimits(ProofScope scope) {
    KeycloakSession session = scope.step().session();
    this.store = session.singleUseObjects();
    this.policy = scope.policy();
    String person = scope.step().person();
    int wait = policy.resendWait();
    this.mails = mails(session, person, policy);
    this.cooldown = new Cooldown(RateLimit.of(session, person, "pause", 1, wait), scope.clock());
    wrongCodes.add(wrongCodes(session, person, policy));
    if (scope.step().isPasswordProved()) {
      wrongCodes.add(LastingCount.of(session, person, scope.passwordSince(), policy));
    }
    scope
        .step()
        .hiddenPerson()
        .ifPresent(
            hidden -> {
              hiddenMails.add(mails(session, "hidden." + hidden, policy));
              hiddenWrongCodes.add(wrongCodes(session, "hidden." + hidden, policy));
            });
  }

  static RateLimit mails(KeycloakSession session, String whose, CodePolicy policy) {
    return RateLimit.of(session, whose, "mails", policy.mailsPerHour(), RateLimit.HOUR);
  }

  static RateLimit wrongCodes(KeycloakSession session, String whose, CodePolicy policy) {
    return RateLimit.of(session, whose, "wrong-codes", policy.wrongCodesPerHour(), RateLimit.HOUR);
  }

  /** Mails in any hour. */
  RateLimit mails() {
    return mails;
  }

  /** Between two mails. */
  Cooldown cooldown() {
    return cooldown;
  }

  /** Seconds until the next mail; -1 while the mails of an hour are spent. */
  long secondsToNextMail() {
    return mails.isFull() ? -1 : cooldown.secondsLeft();
  }

  boolean areWrongCodesSpent() {
    return wrongCodes.stream().anyMatch(RateLimit::isFull);
  }

  /**
   * Counts a code as wrong before it is compared, so that parallel guesses cannot outrun the limit.
   *
   * @return what takes that back, or empty if the limit is reached
   */
  Optional<Runnable> countWrongCode() {
    return RateLimit.takeEach(wrongCodes);
  }

  /** The same in the limit that no page shows. */
  Optional<Runnable> countWrongCodeUnseen() {
    return RateLimit.takeEach(hiddenWrongCodes);
  }

  /**
   * Counts a mail in the limit that no page shows.
   *
   * @return false if that is reached, and the mail must not be sent
   */
  boolean countMailUnseen() {
    return RateLimit.takeEach(hiddenMails).isPresent();
  }

  /** Tries that this code bears. */
  RateLimit tries(MailedCode code) {
    return new RateLimit(store, "tries." + code.salt(), policy.triesPerCode(), policy.lifetime());
  }

  /**
   * Uses up a right code.
   *
   * @return false if another request was first
   */
  boolean use(MailedCode code) {
    return store.putIfAbsent("campus-otp.used." + code.salt(), policy.lifetime());
  }
}
