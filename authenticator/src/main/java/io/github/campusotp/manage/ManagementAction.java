package io.github.campusotp.manage;

import io.github.campusotp.otpkey.BackupCodesAction;
import io.github.campusotp.otpkey.OtpDeleteAction;
import io.github.campusotp.otpkey.OtpSetupAction;
import io.github.campusotp.otpkey.OtpShowAction;
import io.github.campusotp.otpkey.PasskeyAction;
import io.github.campusotp.recovery.RecoveryAddressAction;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The actions of the management site. */
public enum ManagementAction {
  SETUP(OtpSetupAction.ID),
  SHOW(OtpShowAction.ID),
  DELETE(OtpDeleteAction.ID),
  BACKUP(BackupCodesAction.ID),
  PASSKEY(PasskeyAction.ID),
  ADDRESS(RecoveryAddressAction.ID);

  private final String id;

  ManagementAction(String id) {
    this.id = id;
  }

  /** The required action that does it: the {@code kc_action} of a sign-on. */
  public String id() {
    return id;
  }

  /** What pages and the site's cookies call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The action that a sign-on is for.
   *
   * @param id a {@code kc_action}, or null
   */
  public static Optional<ManagementAction> ofId(String id) {
    return Stream.of(values()).filter(action -> action.id.equals(id)).findFirst();
  }

  /**
   * @param word what {@link #word()} gave, or anything else
   */
  public static Optional<ManagementAction> ofWord(String word) {
    return Stream.of(values()).filter(action -> action.word().equals(word)).findFirst();
  }
}
