package io.github.campusotp.mailcode;

import io.github.campusotp.pass.Pass;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The notes of one proof in the authentication session. */
final class ProofNotes {
  private static final String PROVED = "proved";
  private static final String PASS = "pass";
  private static final String CODE = "code";
  private static final String BEGUN = "begun";

  private final AuthenticationSessionModel signOn;
  private final String prefix;

  ProofNotes(ProofScope scope) {
    this.signOn = scope.signOn();
    this.prefix = "campus-mailcode." + scope.step().action() + "." + scope.mailbox().word() + ".";
  }

  /** The code that was mailed last, perhaps expired. */
  Optional<MailedCode> code() {
    return MailedCode.fromNote(read(CODE));
  }

  void keep(MailedCode code) {
    write(CODE, code.toNote());
  }

  void dropCode() {
    signOn.removeAuthNote(prefix + CODE);
  }

  /** Whether the first code was sent, or tried to be. */
  boolean isBegun() {
    return read(BEGUN) != null;
  }

  void begin() {
    write(BEGUN, "true");
  }

  /** Whether a right code came back, whatever has changed since. */
  boolean isProved() {
    return read(PROVED) != null;
  }

  /**
   * When a right code came back.
   *
   * @param circumstances which must be the same as then
   * @return epoch second
   */
  Optional<Long> provedAt(String circumstances) {
    String proved = read(PROVED);
    int space = proved == null ? -1 : proved.indexOf(' ');
    return space > 0 && proved.substring(space + 1).equals(circumstances)
        ? Optional.of(Long.valueOf(proved.substring(0, space)))
        : Optional.empty();
  }

  void prove(long now, String circumstances) {
    write(PROVED, now + " " + circumstances);
    signOn.removeAuthNote(prefix + PASS);
  }

  /** Whether no pass proved it, or one that was not taken back since. */
  boolean isPassKept(UserModel user) {
    String pass = read(PASS);
    return pass == null || Pass.isLast(user, pass);
  }

  void proveByPass(String id) {
    write(PASS, id);
  }

  void forget() {
    List.of(PROVED, PASS, CODE, BEGUN).forEach(name -> signOn.removeAuthNote(prefix + name));
  }

  private String read(String name) {
    return signOn.getAuthNote(prefix + name);
  }

  private void write(String name, String value) {
    signOn.setAuthNote(prefix + name, value);
  }
}
