package io.github.campusotp.mailcode;

import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLocation;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.credential.CredentialModel;
import org.keycloak.email.EmailException;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The proof, by a mailed code, that the person of this sign-on reads a certain mailbox. It is a
 * step of a required action, which shows {@link #page()} until {@link #isGiven()}; it holds for
 * that action, that address and that sign-on only.
 */
public final class CodeProof {
  private static final Logger LOG = Logger.getLogger(CodeProof.class);
  private static final String FIELD = "code";

  private final RequiredActionContext context;
  private final CodePolicy policy;
  private final String purpose;
  private final String mailbox;
  private final String address;
  private final String subject;
  private final Clock clock = Clock.systemUTC();
  private final SingleUseObjectProvider store;
  private final Allowance pause;
  private final Allowance mails;
  private final Allowance wrongCodes;

  /**
   * @param context of the required action that wants the proof
   * @param policy what a code may cost and how long it is good
   * @param purpose what the person is about to do, as the pages know it
   * @param mailbox which mailbox it is, as the pages know it: recovery, old or new
   * @param address where the code goes
   * @param subject what the proof is about, such as the present key: it holds for no other
   */
  public CodeProof(
      RequiredActionContext context,
      CodePolicy policy,
      String purpose,
      String mailbox,
      String address,
      String subject) {
    this.context = context;
    this.policy = policy;
    this.purpose = purpose;
    this.mailbox = mailbox;
    this.address = address;
    this.subject = subject;
    this.store = context.getSession().singleUseObjects();
    KeycloakSession session = context.getSession();
    UserModel user = context.getUser();
    this.pause = Allowance.perPerson(session, user, "pause", 1, policy.resendWait());
    this.mails = Allowance.perHour(session, user, "mails", policy.mailsPerHour());
    this.wrongCodes = Allowance.perHour(session, user, "wrong-codes", policy.wrongCodesPerHour());
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
    Long password =
        context
            .getUser()
            .credentialManager()
            .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
            .map(CredentialModel::getCreatedDate)
            .filter(Objects::nonNull)
            .max(Long::compare)
            .orElse(0L);
    return String.join(" ", address, subject, password.toString());
  }

  /** Forgets everything of this step: the next {@link #page()} begins anew. */
  public void forget() {
    for (String name : new String[] {"proved", "code", "begun"}) {
      signOn().removeAuthNote(noteName(name));
    }
  }

  /** The page that asks for the code. The first one sends it; a reload sends nothing. */
  public Response page() {
    LoginFormsProvider form = context.form();
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
    MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
    LoginFormsProvider next = context.form();
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
        .setAttribute("campusDestination", MaskedAddress.of(address))
        .setAttribute("campusCodeSent", code.isPresent())
        .setAttribute("campusExpiresAt", Long.toString(expiresAt))
        .setAttribute("campusMinutesLeft", (expiresAt - now.getEpochSecond() + 59) / 60)
        .setAttribute("campusResendSeconds", mails.secondsToWait() > 0 ? -1 : pause.secondsToWait())
        .setAttribute("campusCanCancel", mailbox.equals("new") || OwnWish.is(context))
        .createForm("campus-code.ftl");
  }

  private Optional<MailedCode> usableCode() {
    return MailedCode.fromNote(note("code"))
        .filter(code -> !code.isExpired(clock.instant()) && tries(code).secondsToWait() == 0);
  }

  private Optional<FormMessage> send() {
    if (isLocked() || wrongCodes.secondsToWait() > 0) {
      return Optional.of(new FormMessage("campusCodeLocked"));
    }
    if (pause.take().isEmpty()) {
      return Optional.of(new FormMessage("campusMailTooSoon", pause.secondsToWait()));
    }
    OptionalInt place = mails.take();
    if (place.isEmpty()) {
      pause.giveBack(0);
      return Optional.of(new FormMessage("campusMailTooMany", policy.mailsPerHour()));
    }
    String digits = MailedCode.randomDigits(SecretGenerator.getInstance());
    String salt = SecretGenerator.getInstance().generateSecureID();
    note(
        "code",
        MailedCode.of(digits, salt, audience(), clock.instant(), policy.lifetime()).toNote());
    Mail.Outcome outcome = mail(digits);
    if (outcome == Mail.Outcome.SENT) {
      event().event(EventType.SEND_VERIFY_EMAIL).success();
      return Optional.empty();
    }
    if (outcome == Mail.Outcome.REFUSED) {
      signOn().removeAuthNote(noteName("code"));
      mails.giveBack(place.getAsInt());
    }
    event().event(EventType.SEND_VERIFY_EMAIL).error(Errors.EMAIL_SEND_FAILED);
    return Optional.of(new FormMessage("campusMailFailed"));
  }

  private Mail.Outcome mail(String digits) {
    try {
      return new Mail(
              context.getSession(),
              context.getUser(),
              address,
              "campusCodeMailSubject",
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
                      mailbox)))
          .send();
    } catch (EmailException e) {
      LOG.error("The mail with the code cannot be rendered", e);
      return Mail.Outcome.REFUSED;
    }
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
      return Optional.of("campusCodeExpired");
    }
    if (isLocked()) {
      return refuse(Errors.USER_TEMPORARILY_DISABLED, "campusCodeLocked");
    }
    OptionalInt place = wrongCodes.take();
    if (place.isEmpty()) {
      return refuse(Errors.USER_TEMPORARILY_DISABLED, "campusCodeLocked");
    }
    if (tries(code).take().isEmpty()) {
      wrongCodes.giveBack(place.getAsInt());
      return Optional.of("campusCodeSpent");
    }
    if (!code.matches(typed, audience())) {
      countAsFailedSignOn();
      return refuse(
          Errors.INVALID_CODE,
          tries(code).secondsToWait() > 0 ? "campusCodeSpent" : "campusCodeWrong");
    }
    wrongCodes.giveBack(place.getAsInt());
    if (!store.putIfAbsent("campus-otp.used." + code.salt(), policy.lifetime())) {
      return refuse(Errors.INVALID_CODE, "campusCodeWrong");
    }
    // Somebody reads that mailbox: the pause, which protects it, has done its work.
    pause.giveBack(0);
    signOn().removeAuthNote(noteName("code"));
    note("proved", clock.instant().getEpochSecond() + " " + circumstances());
    return Optional.empty();
  }

  private Optional<String> refuse(String error, String message) {
    event().error(error);
    return Optional.of(message);
  }

  private boolean isLocked() {
    return AuthenticatorUtils.getDisabledByBruteForceEventError(
            context.getSession().getProvider(BruteForceProtector.class),
            context.getSession(),
            context.getRealm(),
            context.getUser())
        != null;
  }

  /** Keycloak counts only what happens in a flow; required actions have to count themselves. */
  private void countAsFailedSignOn() {
    if (context.getRealm().isBruteForceProtected()) {
      context
          .getSession()
          .getProvider(BruteForceProtector.class)
          .failedLogin(
              context.getRealm(),
              context.getUser(),
              context.getConnection(),
              context.getUriInfo(),
              Set.of(OTPCredentialModel.TYPE));
    }
  }

  private Allowance tries(MailedCode code) {
    return new Allowance(
        store, clock, "tries." + code.salt(), policy.triesPerCode(), policy.lifetime());
  }

  private EventBuilder event() {
    return EventDetails.place(
        context.getEvent().clone().user(context.getUser()),
        RequestLocation.of(context.getSession()));
  }

  private String audience() {
    return String.join(
        " ",
        context.getUser().getId(),
        signOn().getParentSession().getId(),
        signOn().getTabId(),
        context.getAction(),
        mailbox,
        address);
  }

  private AuthenticationSessionModel signOn() {
    return context.getAuthenticationSession();
  }

  private String noteName(String name) {
    return "campus-mailcode." + context.getAction() + "." + mailbox + "." + name;
  }

  private String note(String name) {
    return signOn().getAuthNote(noteName(name));
  }

  private void note(String name, String value) {
    signOn().setAuthNote(noteName(name), value);
  }
}
