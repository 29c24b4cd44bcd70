package io.github.campusotp.mailcode;

import io.github.campusotp.limit.Cooldown;
import io.github.campusotp.limit.RateLimit;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.SingleUseObjectProvider;

/** How many mails and how many wrong codes: the limits of one user's proofs, on all nodes. */
final class ProofLimits {
  private final SingleUseObjectProvider store;
  private final CodePolicy policy;
  private final RateLimit mails;
  private final Cooldown cooldown;
  private final List<RateLimit> wrongCodes;

  ProofLimits(ProofScope scope) {
    ProofRequest step = scope.step();
    this.store = step.session().singleUseObjects();
    this.policy = scope.policy();
    int wait = policy.resendWait();
    this.mails = step.rateLimit("mails", policy.mailsPerHour(), RateLimit.HOUR);
    this.cooldown = new Cooldown(store, scope.clock(), step.rateLimit("pause", 1, wait), wait);
    // A new password starts the long count anew: a thief of the old one cannot use it up for good.
    this.wrongCodes =
        List.of(
            step.rateLimit("wrong-codes", policy.wrongCodesPerHour(), RateLimit.HOUR),
            step.rateLimit(
                "wrong-codes." + scope.passwordSince(),
                policy.wrongCodesPerMonth(),
                30 * RateLimit.DAY));
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
