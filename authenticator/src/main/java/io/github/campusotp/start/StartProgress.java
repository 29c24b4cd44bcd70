package io.github.campusotp.start;

import io.github.campusotp.keycloak.StatelessAction;
import io.github.campusotp.otpkey.OtpKey;
import io.github.campusotp.otpkey.OtpSetupAction;
import io.github.campusotp.otpkey.UnconfirmedKey;
import io.github.campusotp.recovery.RecoveryAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.keycloak.authentication.requiredactions.TermsAndConditions;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;

/**
 * How far a user has come in the start procedure, wherever they did it.
 *
 * @param open what is still to do
 * @param pledged whether they once accepted the terms and conditions
 */
public record StartProgress(Set<Step> open, boolean pledged) {

  /** What there is to do, in this order. */
  public enum Step {
    PLEDGE,
    PASSWORD,
    ADDRESS,
    KEY;

    /** What pages call it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads it from what a user has and owes.
   *
   * @param realm the user's; terms and password count as done if it has disabled their actions
   */
  public static StartProgress of(RealmModel realm, UserModel user) {
    Set<Step> open = EnumSet.noneOf(Step.class);
    if (owes(realm, user, RequiredAction.TERMS_AND_CONDITIONS)) {
      open.add(Step.PLEDGE);
    }
    if (owes(realm, user, RequiredAction.UPDATE_PASSWORD)) {
      open.add(Step.PASSWORD);
    }
    boolean reachable = RecoveryAddress.of(realm, user).isPresent();
    if (OtpSetupAction.mayHaveKey(realm, user)) {
      if (OtpKey.of(user).isEmpty()) {
        open.add(Step.KEY);
        if (!reachable) {
          open.add(Step.ADDRESS);
        }
      } else if (reachable && UnconfirmedKey.is(user)) { // shown again only behind a mailed code
        open.add(Step.KEY);
      }
    }
    boolean pledged = user.getFirstAttribute(TermsAndConditions.USER_ATTRIBUTE) != null;
    return new StartProgress(open, pledged && !open.contains(Step.PLEDGE));
  }

  private static boolean owes(RealmModel realm, UserModel user, RequiredAction action) {
    return user.getRequiredActionsStream().anyMatch(action.name()::equals)
        && isEnabled(realm, action);
  }

  static boolean isEnabled(RealmModel realm, RequiredAction action) {
    return StatelessAction.isOn(realm, action.name());
  }

  public boolean isFinished() {
    return open.isEmpty();
  }

  /** Whether the user began and left: the pledge comes first, the key last. */
  boolean isInterrupted() {
    return pledged && open.contains(Step.KEY);
  }

  List<String> doneWords() {
    return EnumSet.complementOf(EnumSet.copyOf(open)).stream().map(Step::word).toList();
  }

  List<String> openWords() {
    return open.stream().map(Step::word).toList();
  }
}
