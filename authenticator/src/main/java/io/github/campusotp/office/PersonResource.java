package io.github.campusotp.office;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.otpkey.OtpKey;
import io.github.campusotp.otpkey.Passkeys;
import io.github.campusotp.people.EventHistory;
import io.github.campusotp.people.People;
import io.github.campusotp.people.Person;
import io.github.campusotp.recovery.AssignedAddress;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

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

  /** Where they signed on from lately, and what became of it; the latest first. */
  @GET
  @Path("sign-ons")
  public List<SeenSignOn> signOns(
      @QueryParam("first") @DefaultValue("0") int first,
      @QueryParam("max") @DefaultValue("10") int max) {
    Query.requirePage(first, max);
    return new EventHistory(session, realm)
        .signOns(person.id(), first, max).stream().map(SeenSignOn::of).toList();
  }

  /** Mails, and what became of password, key and address lately; the latest first. */
  @GET
  @Path("changes")
  public List<SeenChange> changes(
      @QueryParam("first") @DefaultValue("0") int first,
      @QueryParam("max") @DefaultValue("10") int max) {
    Query.requirePage(first, max);
    return new EventHistory(session, realm)
        .changes(person.id(), first, max).stream().map(SeenChange::of).toList();
  }

  /** What the office did for them lately; the latest first. */
  @GET
  @Path("acts")
  public List<SeenAct> acts(
      @QueryParam("first") @DefaultValue("0") int first,
      @QueryParam("max") @DefaultValue("10") int max) {
    Query.requirePage(first, max);
    return new EventHistory(session, realm)
        .acts(person.id(), first, max).stream()
            .map(done -> SeenAct.of(session, realm, done))
            .toList();
  }

  /**
   * Ends locks, so that the counts begin anew: for the help desk so often only, and not for good.
   */
  @DELETE
  @Path("locks")
  public void endLocks(Reason body) {
    act.begin(OfficeRole.HELP_DESK, user(), Query.sent(body).reason());
    if (act.isAdministrators()) {
      people.endAllLocks(person.id());
    } else if (!people.endLocks(person.id())) {
      throw Query.refusal("The help desk has ended the locks of this person often enough today");
    }
    act.done();
  }

  /** A key whose phone is lost. */
  @Path("key")
  public LostFactor key() {
    return new LostFactor(session, realm, act, user(), "key", Purpose.DELETE, OtpKey::remove);
  }

  /** Backup codes on a sheet that is lost. */
  @Path("backup-codes")
  public LostFactor backupCodes() {
    return new LostFactor(
        session, realm, act, user(), "backup codes", Purpose.BACKUP_REMOVED, BackupCodes::remove);
  }

  /** Passkeys whose device is lost. */
  @Path("passkeys")
  public LostFactor passkeys() {
    return new LostFactor(
        session, realm, act, user(), "passkey", Purpose.PASSKEY_REMOVED, Passkeys::remove);
  }

  /** A second factor for a while. */
  @Path("pass")
  public PassResource pass() {
    return new PassResource(session, realm, act, user());
  }

  /** Sets the address that codes are mailed to. */
  @PUT
  @Path("recovery-address")
  public void setAddress(NewAddress body) {
    UserModel user = user();
    act.begin(OfficeRole.ADMINISTRATOR, user, Query.sent(body).reason());
    AssignedAddress.problemOf(realm, body.address())
        .ifPresent(
            problem -> {
              throw Query.refusal(PageText.of(session, realm, problem));
            });
    AssignedAddress.set(session, realm, user, body.address());
    act.done();
  }

  private UserModel user() {
    UserModel user = session.users().getUserById(realm, person.id());
    if (user == null) {
      throw new NotFoundException("User not found"); // gone from their directory
    }
    return user;
  }
}
