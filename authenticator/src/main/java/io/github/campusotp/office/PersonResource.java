package io.github.campusotp.office;

import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.otpkey.OtpKey;
import io.github.campusotp.people.People;
import io.github.campusotp.people.Person;
import io.github.campusotp.recovery.AssignedAddress;
import io.github.campusotp.recovery.Notice;
import io.github.campusotp.recovery.RecoveryAddress;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.theme.Theme;

/** One person: what they have set up, and what the office does for them. */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PersonResource {
  /**
   * Why something is done.
   *
   * @param reason in words
   */
  public record Reason(String reason) {}

  /**
   * A recovery address, and why it is set.
   *
   * @param address as it was typed
   * @param reason in words
   */
  public record NewAddress(String address, String reason) {}

  private final KeycloakSession session;
  private final RealmModel realm;
  private final People people;
  private final Act act;
  private final Person person;

  /**
   * @throws NotFoundException if there is no such person
   */
  PersonResource(KeycloakSession session, RealmModel realm, Act act, String id) {
    this.session = session;
    this.realm = realm;
    this.people = new People(session, realm);
    this.act = act;
    this.person = people.withId(id).orElseThrow(() -> new NotFoundException("User not found"));
  }

  /** What they have set up. */
  @GET
  public Person seen() {
    return person;
  }

  /** Ends every lock, so that the counts begin anew. */
  @DELETE
  @Path("locks")
  public void endLocks(Reason body) {
    act.begin(OfficeRole.HELP_DESK, user(), Query.sent(body).reason());
    people.endLocks(person.id());
    act.done();
  }

  /** Takes away a key that is lost; sessions that began with it need another one from now on. */
  @DELETE
  @Path("key")
  public void takeKey(Reason body) {
    UserModel user = user();
    act.begin(OfficeRole.HELP_DESK, user, Query.sent(body).reason());
    if (OtpKey.remove(session, user).isEmpty()) {
      throw Query.refusal("This person has no key");
    }
    RecoveryAddress.of(realm, user)
        .ifPresent(
            to ->
                Notice.send(
                    session, user, to, Purpose.DELETE, Map.of(Notice.BY_THE_HELP_DESK, true)));
    act.done();
  }

  /** Sets the address that codes are mailed to. */
  @PUT
  @Path("recovery-address")
  public void setAddress(NewAddress body) {
    UserModel user = user();
    act.begin(OfficeRole.ADMINISTRATOR, user, Query.sent(body).reason());
    AssignedAddress.set(session, realm, user, body.address())
        .ifPresent(
            problem -> {
              throw Query.refusal(english(problem));
            });
    act.done();
  }

  /** What the user's own page would say. */
  private String english(FormMessage problem) {
    try {
      Properties texts =
          session.theme().getTheme(Theme.Type.LOGIN).getEnhancedMessages(realm, Locale.ENGLISH);
      return MessageFormat.format(texts.getProperty(problem.getMessage()), problem.getParameters());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UserModel user() {
    return session.users().getUserById(realm, person.id());
  }
}
