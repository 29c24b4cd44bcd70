package io.github.campusotp.mailcode;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import java.time.Clock;
import java.util.Optional;

/** A browser in whose sign-on a required action asks for a mailed code; a request per call. */
final class ProofInBrowser {
  /** What {@link #submit} answers for the right code. */
  static final String GIVEN = "given";

  final FakeAuthenticationSession signOn;
  FakeKeycloak node;
  FakeUser user;
  CodePolicy policy = CodePolicy.DEFAULT;
  String action = "campus-otp-setup";
  Mailbox mailbox = Mailbox.RECOVERY;
  String address = "hanako@example.com";
  String subject = "none";
  Purpose purpose = Purpose.SETUP;

  private final Clock clock;

  ProofInBrowser(Clock clock, FakeKeycloak node, FakeUser user, FakeAuthenticationSession signOn) {
    this.clock = clock;
    this.node = node;
    this.user = user;
    this.signOn = signOn;
  }

  ProofInBrowser(Clock clock, FakeKeycloak node, FakeUser user) {
    this(clock, node, user, new FakeAuthenticationSession(node.realm(), "root", "tab"));
  }

  /** Another browser of the same user, in a sign-on of its own. */
  ProofInBrowser another(String root) {
    FakeAuthenticationSession other = new FakeAuthenticationSession(node.realm(), root, "tab");
    ProofInBrowser browser = new ProofInBrowser(clock, node, user, other);
    browser.policy = policy;
    return browser;
  }

  /** A browser with a sign-on in which all is noted that is noted in this one. */
  ProofInBrowser copy(String root, String tab) {
    ProofInBrowser copy = new ProofInBrowser(clock, node, user, signOn.copy(root, tab));
    copy.policy = policy;
    return copy;
  }

  FakePage open() {
    node.request(FakeRequest.from("192.0.2.1"));
    return FakePage.in(proof().page());
  }

  /** The one problem that the page tells after a code was typed, or {@link #GIVEN}. */
  String submit(String typed) {
    return problem(answer(FakeRequest.from("192.0.2.1").field("code", typed)));
  }

  FakePage resend() {
    return answer(FakeRequest.from("192.0.2.1").field("resend", "resend")).orElseThrow();
  }

  Optional<FakePage> answer(FakeRequest request) {
    node.request(request);
    return proof().answer().map(FakePage::in);
  }

  boolean isGiven() {
    node.request(FakeRequest.from("192.0.2.1"));
    return proof().isGiven();
  }

  void forget() {
    proof().forget();
  }

  /** The code of the last mail. */
  String mailed() {
    return node.mail().last().code();
  }

  /** A code that is not the one of the last mail. */
  String wrong() {
    return "%06d".formatted((Integer.parseInt(mailed()) + 1) % 1_000_000);
  }

  private CodeProof proof() {
    return new CodeProof(
        new ProofScope(
            new RequiredActionProof(new FakeRequiredAction(node, signOn, user, action).model()),
            policy,
            purpose,
            mailbox,
            address,
            subject,
            clock));
  }

  /** Each problem of the field is told how many digits a code has. */
  private static String problem(Optional<FakePage> page) {
    return page.map(shown -> String.join(", ", shown.errors()).replaceFirst(" 6$", ""))
        .orElse(GIVEN);
  }
}
