package io.github.campusotp.office;

import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.pass.Pass;
import io.github.campusotp.pass.Terms;
import io.github.campusotp.recovery.Notice;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A person's pass, once the help desk has seen who they are. */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PassResource {
  private static final int SHORTEST = 10;
  private static final int LONGEST = (int) Pass.LONGEST.toMinutes();
  private static final int MOST_USES = 10;

  /**
   * What the pass is for, and why it is given.
   *
   * @param minutes for which it is good; an hour if null
   * @param uses how often; once at the yellow page and twice for a new key if null
   * @param mayRegister whether the person may register another recovery address with it
   * @param reason in words
   */
  public record WantedPass(Integer minutes, Integer uses, boolean mayRegister, String reason) {
    int goodMinutes() {
      return within("minutes", minutes, 60, SHORTEST, LONGEST);
    }

    Terms terms() {
      int goodUses = within("uses", uses, 3, 1, MOST_USES);
      return Terms.of(Duration.ofMinutes(goodMinutes()), goodUses, mayRegister);
    }

    private static int within(String name, Integer said, int otherwise, int least, int most) {
      int number = Objects.requireNonNullElse(said, otherwise);
      if (number < least || number > most) {
        throw Query.refusal(name + " is " + least + " to " + most);
      }
      return number;
    }
  }

  /**
   * A pass that was just given, this once with its digits.
   *
   * @param pass ten digits
   * @param until milliseconds since 1970
   * @param uses how often it is good
   */
  public record GivenPass(String pass, long until, int uses) {}

  private final KeycloakSession session;
  private final RealmModel realm;
  private final Act act;
  private final UserModel user;

  PassResource(KeycloakSession session, RealmModel realm, Act act, UserModel user) {
    this.session = session;
    this.realm = realm;
    this.act = act;
    this.user = user;
  }

  /** Gives one, in place of the one before and of the sessions that rest on that. */
  @POST
  public Response give(WantedPass wanted) {
    act.begin(OfficeRole.HELP_DESK, user, Query.sent(wanted).reason());
    Terms terms = wanted.terms();
    RestingSessions.end(session, realm, user, Pass.remove(session, user));
    String digits = Pass.give(session, user, terms);
    Notice.sendToEach(session, user, Purpose.PASS, Map.of(Notice.BY_THE_HELP_DESK, true));
    act.done(
        Map.of(
            "minutes", Integer.toString(wanted.goodMinutes()),
            "uses", Integer.toString(terms.uses()),
            "mayRegister", Boolean.toString(terms.mayRegister())));
    return Response.ok(new GivenPass(digits, terms.until() * 1000, terms.uses()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** Takes it back, and ends the sessions that rest on it. */
  @DELETE
  public void takeBack(PersonResource.Reason body) {
    act.begin(OfficeRole.HELP_DESK, user, Query.sent(body).reason());
    List<String> passes = Pass.remove(session, user);
    if (passes.isEmpty()) {
      throw Query.refusal("This person has no pass");
    }
    RestingSessions.end(session, realm, user, passes);
    act.done();
  }
}
