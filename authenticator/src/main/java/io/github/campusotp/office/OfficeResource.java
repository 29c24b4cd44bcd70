package io.github.campusotp.office;

import io.github.campusotp.finding.Finding;
import io.github.campusotp.finding.Findings;
import io.github.campusotp.location.KnownAddresses;
import io.github.campusotp.network.ClientAddress;
import io.github.campusotp.people.Wave;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** What the office asks and does: {@code docs/office.md}. */
public final class OfficeResource {
  private final KeycloakSession session;
  private final RealmModel realm;
  private final AdminPermissionEvaluator auth;
  private final Act act;

  OfficeResource(
      KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, Act act) {
    this.session = session;
    this.realm = realm;
    this.auth = auth;
    this.act = act;
  }

  /**
   * Who asks.
   *
   * @param username of the administrator
   * @param administrator whether they may do more than the help desk
   */
  public record Self(String username, boolean administrator) {}

  /** Who asks, and what they may do. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Self self() {
    OfficeRole.HELP_DESK.require(auth);
    return new Self(auth.adminAuth().getUser().getUsername(), act.isAdministrators());
  }

  /** What is wrong with the realm, the worst first. */
  @GET
  @Path("findings")
  @Produces(MediaType.APPLICATION_JSON)
  public List<Finding> findings() {
    OfficeRole.ADMINISTRATOR.require(auth);
    return Findings.of(session, realm);
  }

  /**
   * Which level a sign-on would need, and why.
   *
   * @param address where it would come from; without it that is where this request comes from
   * @param client id of the service; any without it
   * @param person username of who would sign on; anyone without it
   */
  @GET
  @Path("decision")
  @Produces(MediaType.APPLICATION_JSON)
  public DecisionAnswer decision(
      @QueryParam("address") String address,
      @QueryParam("client") String client,
      @QueryParam("person") String person) {
    OfficeRole.HELP_DESK.require(auth);
    return DecisionAnswer.of(
        session,
        realm,
        Query.text(address).map(OfficeResource::only).orElseGet(this::ofThisRequest),
        Query.text(client)
            .map(id -> Query.found("client", realm.getClientByClientId(id)))
            .orElse(null),
        Query.text(person)
            .map(name -> Query.found("person", session.users().getUserByUsername(realm, name)))
            .orElse(null));
  }

  private KnownAddresses ofThisRequest() {
    return KnownAddresses.of(session.getContext());
  }

  private static KnownAddresses only(String address) {
    if (ClientAddress.parse(address).isEmpty()) {
      throw Query.refusal("address is one IPv4 or IPv6 address");
    }
    return KnownAddresses.only(address);
  }

  /** Who has set up what. */
  @Path("people")
  public PeopleResource people() {
    OfficeRole.HELP_DESK.require(auth);
    return new PeopleResource(session, realm, act);
  }

  /** How far people are. */
  @Path("report")
  public ReportResource report() {
    OfficeRole.ADMINISTRATOR.require(auth);
    return new ReportResource(session, realm);
  }

  /** What counts as campus. */
  @Path("networks")
  public NetworksResource networks() {
    OfficeRole.ADMINISTRATOR.require(auth);
    return new NetworksResource(session, realm, act);
  }

  /** Has people set up what they have not yet, or only counts them. */
  @POST
  @Path("waves")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Wave.State wave(WantedWave wanted) {
    OfficeRole.ADMINISTRATOR.require(auth);
    Wave wave = Query.sent(wanted).in(session, realm);
    if (!wanted.dryRun()) {
      act.begin(OfficeRole.ADMINISTRATOR, wanted.reason());
      act.begun(wanted.details());
      wave.run();
    }
    return wave.state();
  }

  /** Keys that people have had elsewhere. */
  @Path("keys")
  public KeysResource keys() {
    return new KeysResource(session, act);
  }
}
