package io.github.campusotp.mailcode;

import io.github.campusotp.keycloak.CurrentPassword;
import io.github.campusotp.limit.Cooldown;
import io.github.campusotp.limit.RateLimit;
import io.github.campusotp.location.EventDetails;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.email.EmailException;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The proof, by a mailed code, that the person of this sign-on reads a certain mailbox. The step of
 * the sign-on that wants it shows {@link #page()} until {@link #isGiven()}; it holds for that step,
 * that address and that sign-on only.
 */
public final class CodeProof {
  private static final Logger LOG = Logger.getLogger(CodeProof.class);
  private static final String FIELD = "code";

  private final ProofRequest step;
  private final CodePolicy policy;
  private final String purpose;
  private final String mailbox;
  private final String address;
  private final String subject;
  private final Clock clock;
  private final SingleUseObjectProvider store;
  private final Cooldown pause;
  private final RateLimit mails;
  private final List<RateLimit> wrongCodes;

  /**
   * @param step of a sign-on that wants the proof
   * @param policy what a code may cost and how long it is good
   * @param purpose what the person is about to do, as the pages know it
   * @param mailbox which mailbox it is, as the pages know it: recovery, old or new
   * @param address where the code goes
   * @param subject what the proof is about, such as the present key: it holds for no other
   */
  public CodeProof(
      ProofRequest step,
      CodePolicy policy,
      String purpose,
      String mailbox,
      String address,
      String subject) {
    this(step, policy, purpose, mailbox, address, subject, Clock.systemUTC());
  }

  CodeProof(
      ProofRequest step,
      CodePolicy policy,
      String purpose,
      String mailbox,
      String address,
      String subject,
      Clock clock) {
    this.step = step;
    this.policy = policy;
    this.purpose = purpose;
    this.mailbox = mailbox;
    this.address = address;
    this.subject = subject;
    this.clock = clock;
    this.store = step.session().singleUseObjects();
    int wait = policy.resendWait();
    this.pause = new Cooldown(store, clock, step.rateLimit("pause", 1, wait), wait);
    this.mails = step.rateLimit("mails", policy.mailsPerHour(), RateLimit.HOUR);
    // A new password begins the long count anew: with the old one nobody can use it up for good.
    this.wrongCodes =
        List.of(
            step.rateLimit("wrong-codes", policy.wrongCodesPerHour(), RateLimit.HOUR),
            step.rateLimit(
                "wrong-codes." + passwordSince(), policy.wrongCodesPerMonth(), 30 * RateLimit.DAY));
  }

  /**
   * Whether a right code came back in this sign-on, for this action, address and subject, no longer
   * ago than a code is good, and under the same password: an open page of a thief must not outlive
   * what its victim or the help desk did since.
   */
  public boolean isGiven() {
    String proved = note("proved");
    int space = proved == null ? -1 : proved.indexOf(' ');
    return space > 0
        && clock.instant().getEpochSecond()
            < Long.parseLong(proved.substring(0, space)) + policy.lifetime()
        && proved.substring(space + 1).equals(circumstances());
  }

  private String circumstances() {
    return String.join(" ", address, subject, Long.toString(passwordSince()));
  }

  private long passwordSince() {
    return step.user().map(CurrentPassword::since).orElse(0L);
  }

  /** Forgets everything of this step: the next {@link #page()} begins anew. */
  public void forget() {
    for (String name : new String[] {"proved", "code", "begun"}) {
      signOn().removeAuthNote(noteName(name));
    }
  }

  /** The page that asks for the code. The first one sends it; a reload sends nothing. */
  public Response page() {
    LoginFormsProvider form = step.form();
    if (note("proved") != null) {
      forget(); // it holds no more
    }
    if (note("begun") == null) {
      note("begun", "true");
      send().ifPresent(problem -> form.setError(problem.getMessage(), problem.getParameters()));
    }
    return page(form);
  }

  /**
   * Takes what the person sent from the page.
   *
   * @return the page to show next, or empty where the proof is now given
   */
  public Optional<Response> answer() {
    MultivaluedMap<String, String> form =
        step.session().getContext().getHttpRequest().getDecodedFormParameters();
    LoginFormsProvider next = step.form();
    if (form.containsKey("resend")) {
      note("begun", "true");
      send().ifPresent(problem -> next.setError(problem.getMessage(), problem.getParameters()));
    } else if (form.containsKey(FIELD)) {
      Optional<String> problem = check(TypedCode.normalise(form.getFirst(FIELD)));
      if (problem.isEmpty()) {
        return Optional.empty();
      }
      next.addError(new FormMessage(FIELD, problem.get()));
    }
    return Optional.of(page(next));
  }

  private Response page(LoginFormsProvider form) {
    Optional<MailedCode> code = usableCode();
    Instant now = clock.instant();
    long expiresAt = code.map(MailedCode::expiresAt).orElse(0L);
    return form.setAttribute("campusAction", purpose)
        .setAttribute("campusMailbox", mailbox)
        .setAttribute("campusDestination", step.isPasswordProved() ? MaskedAddress.of(address) : "")
        .setAttribute("campusMailSubject", step.mailSubject())
        .setAttribute("campusCodeSent", code.isPresent())
        .setAttribute("campusExpiresAt", Long.toString(expiresAt))
        .setAttribute("campusMinutesLeft", (expiresAt - now.getEpochSecond() + 59) / 60)
        .setAttribute("campusResendSeconds", mails.isFull() ? -1 : pause.secondsLeft())
        .setAttribute("campusCanCancel", mailbox.equals("new") || step.canCancel())
        .createForm("campus-code.ftl");
  }

  private Optional<MailedCode> usableCode() {
    return MailedCode.fromNote(note("code"))
        .filter(code -> !code.isExpired(clock.instant()) && !tries(code).isFull());
  }

  private Optional<FormMessage> send() {
    if (step.isLocked() || wrongCodes.stream().anyMatch(RateLimit::isFull)) {
      return Optional.of(new FormMessage("campusCodeLocked"));
    }
    if (!pause.begin()) {
      return Optional.of(new FormMessage("campusMailTooSoon", pause.secondsLeft()));
    }
    OptionalInt place = mails.take();
    if (place.isEmpty()) {
      pause.end();
      return Optional.of(new FormMessage("campusMailTooMany", policy.mailsPerHour()));
    }
    String digits = MailedCode.randomDigits(SecretGenerator.getInstance());
    String salt = SecretGenerator.getInstance().generateSecureID();
    note(
        "code",
        MailedCode.of(digits, salt, audience(), clock.instant(), policy.lifetime()).toNote());
    Mail.Outcome outcome = mail(digits);
    if (outcome == Mail.Outcome.SENT) {
      step.user().ifPresent(user -> event().event(step.mailed()).success());
      return Optional.empty();
    }
    if (outcome == Mail.Outcome.REFUSED) {
      signOn().removeAuthNote(noteName("code"));
      mails.giveBack(place.getAsInt());
    }
    event().event(step.mailed()).error(Errors.EMAIL_SEND_FAILED);
    return Optional.of(new FormMessage("campusMailFailed"));
  }

  private Mail.Outcome mail(String digits) {
    try {
      // For nobody it is rendered too: time would tell whether there is such a person.
      Mail mail =
          new Mail(
              step.session(),
              step.user().orElseGet(this::nobody),
              address,
              step.mailSubject(),
              "campus-code-mail.ftl",
              new HashMap<>(
                  Map.of(
                      "campusCode",
                      digits,
                      "campusMinutes",
                      (policy.lifetime() + 59) / 60,
                      "campusAction",
                      purpose,
                      "campusMailbox",
                      mailbox)));
      if (step.isPasswordProved()) {
        return mail.send();
      }
      if (step.user().isPresent()) {
        mail.sendInBackground();
      }
      return Mail.Outcome.SENT;
    } catch (EmailException e) {
      LOG.error("The mail with the code cannot be rendered", e);
      return step.isPasswordProved() ? Mail.Outcome.REFUSED : Mail.Outcome.SENT;
    }
  }

  private UserModel nobody() {
    KeycloakSession session = step.session();
    return new LightweightUserAdapter(session, session.getContext().getRealm(), step.person());
  }

  /** Takes its places before it looks at the code, so that parallel guesses cannot outrun them. */
  private Optional<String> check(String typed) {
    if (!TypedCode.isDigits(typed, MailedCode.DIGITS)) {
      return Optional.of(typed.isEmpty() ? "campusCodeMissing" : "campusCodeMalformed");
    }
    MailedCode code = MailedCode.fromNote(note("code")).orElse(null);
    if (code == null) {
      return Optional.of("campusCodeNone");
    }
    if (code.isExpired(clock.instant())) {
      return refuse(Errors.EXPIRED_CODE, "campusCodeExpired");
    }
    if (step.isLocked()) {
      return refuse(Errors.USER_TEMPORARILY_DISABLED, "campusCodeLocked");
    }
    Optional<Runnable> giveBack = RateLimit.takeEach(wrongCodes);
    if (giveBack.isEmpty()) {
      return refuse(Errors.USER_TEMPORARILY_DISABLED, "campusCodeLocked");
    }
    if (tries(code).take().isEmpty()) {
      giveBack.get().run();
      return Optional.of("campusCodeSpent");
    }
    if (!code.matches(typed, audience()) || step.user().isEmpty()) {
      step.countAsFailedSignOn();
      return refuse(
          Errors.INVALID_CODE, tries(code).isFull() ? "campusCodeSpent" : "campusCodeWrong");
    }
    giveBack.get().run();
    if (!store.putIfAbsent("campus-otp.used." + code.salt(), policy.lifetime())) {
      return refuse(Errors.INVALID_CODE, "campusCodeWrong");
    }
    // Somebody reads that mailbox: the pause, which protects it, has done its work.
    pause.end();
    signOn().removeAuthNote(noteName("code"));
    note("proved", clock.instant().getEpochSecond() + " " + circumstances());
    return Optional.empty();
  }

  private Optional<String> refuse(String error, String message) {
    event().error(error);
    return Optional.of(message);
  }

  private EventBuilder event() {
    return EventDetails.purpose(step.event(), purpose);
  }

  private RateLimit tries(MailedCode code) {
    return new RateLimit(store, "tries." + code.salt(), policy.triesPerCode(), policy.lifetime());
  }

  private String audience() {
    return String.join(
        " ",
        step.person(),
        signOn().getParentSession().getId(),
        signOn().getTabId(),
        step.action(),
        mailbox,
        address);
  }

  private AuthenticationSessionModel signOn() {
    return step.signOn();
  }

  private String noteName(String name) {
    return "campus-mailcode." + step.action() + "." + mailbox + "." + name;
  }

  private String note(String name) {
    return signOn().getAuthNote(noteName(name));
  }

  private void note(String name, String value) {
    signOn().setAuthNote(noteName(name), value);
  }
}
