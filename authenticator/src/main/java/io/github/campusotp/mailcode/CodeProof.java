package io.github.campusotp.mailcode;

import io.github.campusotp.pass.Pass;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;

/**
 * The proof, by a mailed code, that the user of this sign-on reads a certain mailbox. The step of
 * the sign-on that needs it shows {@link #page()} until {@link #isGiven()}; it holds for that step,
 * that address and that sign-on only.
 */
public final class CodeProof {
  private static final String FIELD = "code";

  private final ProofScope scope;
  private final ProofNotes notes;
  private final ProofLimits limits;

  /**
   * @param scope what the proof is about
   */
  public CodeProof(ProofScope scope) {
    this.scope = scope;
    this.notes = new ProofNotes(scope);
    this.limits = new ProofLimits(scope);
  }

  /**
   * Whether a right code came back in this sign-on, for this action, address and subject. The proof
   * lasts as long as a code, and only under the same password, and while a pass that gave it is not
   * taken back: a thief's open page must not outlive what the victim or the help desk changed
   * since.
   */
  public boolean isGiven() {
    return notes
        .provedAt(scope.circumstances())
        .filter(provedAt -> scope.now() < provedAt + scope.policy().lifetime())
        .filter(provedAt -> scope.step().user().map(notes::isPassKept).orElse(true))
        .isPresent();
  }

  /** Forgets everything of this step: the next {@link #page()} begins anew. */
  public void forget() {
    notes.forget();
  }

  /** The page that asks for the code. The first one mails it or offers to; a reload does not. */
  public Response page() {
    LoginFormsProvider form = scope.step().form();
    if (notes.isProved()) {
      forget(); // it holds no more
    }
    boolean atOnce = scope.mailbox() == Mailbox.NEW || scope.step().mailsAtOnce();
    if (!notes.isBegun() && atOnce) {
      send(form);
    }
    return new CodePage(scope, notes, limits).in(form);
  }

  /**
   * Takes what the user sent from the page.
   *
   * @return the page to show next, or empty where the proof is now given
   */
  public Optional<Response> answer() {
    MultivaluedMap<String, String> form =
        scope.step().session().getContext().getHttpRequest().getDecodedFormParameters();
    LoginFormsProvider next = scope.step().form();
    if (form.containsKey("resend")) {
      send(next);
    } else if (form.containsKey(FIELD)) {
      Optional<String> problem = check(TypedCode.normalise(form.getFirst(FIELD)));
      if (problem.isEmpty()) {
        return Optional.empty();
      }
      next.addError(new FormMessage(FIELD, problem.get(), scope.digits()));
    }
    return Optional.of(new CodePage(scope, notes, limits).in(next));
  }

  private void send(LoginFormsProvider form) {
    new CodeMailer(scope, notes, limits)
        .send()
        .ifPresent(problem -> form.setError(problem.getMessage(), problem.getParameters()));
  }

  private Optional<String> check(String typed) {
    Optional<Pass> pass = scope.pass().filter(given -> TypedCode.isDigits(typed, Pass.DIGITS));
    if (pass.isPresent()) {
      return checkPass(pass.get(), typed);
    }
    if (!TypedCode.isDigits(typed, scope.digits())) {
      return Optional.of(typed.isEmpty() ? "campusCodeMissing" : "campusCodeMalformed");
    }
    MailedCode code = notes.code().orElse(null);
    if (code == null) {
      return Optional.of("campusCodeNone");
    }
    if (code.isExpired(scope.clock().instant())) {
      return refuse(Errors.EXPIRED_CODE, "campusCodeExpired");
    }
    Optional<Runnable> takeBack =
        scope.step().isLocked() ? Optional.empty() : limits.countWrongCode();
    if (takeBack.isEmpty()) {
      return refuse(Errors.USER_TEMPORARILY_DISABLED, "campusCodeLocked");
    }
    if (limits.tries(code).take().isEmpty()) {
      takeBack.get().run();
      return Optional.of("campusCodeSpent");
    }
    Optional<Runnable> unseen = limits.countWrongCodeUnseen();
    if (!code.matches(typed, scope.audience())
        || scope.step().user().isEmpty()
        || unseen.isEmpty()) {
      scope.step().countAsFailedSignOn();
      return refuse(
          Errors.INVALID_CODE, limits.tries(code).isFull() ? "campusCodeSpent" : "campusCodeWrong");
    }
    takeBack.get().run();
    unseen.get().run();
    if (!limits.use(code)) {
      return refuse(Errors.INVALID_CODE, "campusCodeWrong");
    }
    prove();
    return Optional.empty();
  }

  private Optional<String> checkPass(Pass pass, String typed) {
    Optional<String> problem = new PassCheck(scope, limits).problemOf(pass, typed);
    if (problem.isEmpty()) {
      prove();
      notes.proveByPass(pass.id());
    }
    return problem;
  }

  private void prove() {
    limits.cooldown().end(); // it protects a mailbox whose owner has just answered
    notes.dropCode();
    notes.prove(scope.now(), scope.circumstances());
  }

  private Optional<String> refuse(String error, String message) {
    scope.event().error(error);
    return Optional.of(message);
  }
}
