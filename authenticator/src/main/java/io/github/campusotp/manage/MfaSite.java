package io.github.campusotp.manage;

import io.github.campusotp.site.Site;
import io.github.campusotp.site.SiteRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.messages.Messages;

/**
 * The MFA management site: a menu, the addresses that start its actions, and the page that tries a
 * one-time password. It changes nothing itself; every action is a sign-on with its required action.
 */
@Provider // without it Keycloak's server does not find the methods
public final class MfaSite extends Site {
  private static final String CLIENT = "mfa-management";

  MfaSite(KeycloakSession session) {
    super(session);
  }

  /** The menu, and where the actions' sign-ons come back to. */
  @GET
  public Response menu() {
    SiteRequest request = request();
    return request.refusal().orElseGet(() -> request.isAnswer() ? result(request) : menu(request));
  }

  /** Sets up a key for the first time ({@code ?setup=1}) or anew. */
  @GET
  @Path(MfaSiteAddress.REQUEST)
  public Response setUp() {
    return start(ManagementAction.SETUP);
  }

  /** Shows the present key. */
  @GET
  @Path(MfaSiteAddress.KEY)
  public Response showKey() {
    return start(ManagementAction.SHOW);
  }

  /** Deletes the key. */
  @GET
  @Path(MfaSiteAddress.DELETE)
  public Response deleteKey() {
    return start(ManagementAction.DELETE);
  }

  /** Makes backup codes. */
  @GET
  @Path(MfaSiteAddress.BACKUP_CODES)
  public Response makeBackupCodes() {
    return start(ManagementAction.BACKUP);
  }

  /** Registers and removes passkeys. */
  @GET
  @Path(MfaSiteAddress.PASSKEYS)
  public Response changePasskeys() {
    return start(ManagementAction.PASSKEY);
  }

  /** Registers or changes the recovery address. */
  @GET
  @Path(MfaSiteAddress.ADDRESS)
  public Response changeAddress() {
    return start(ManagementAction.ADDRESS);
  }

  /** The page that tells whether one-time passwords work for the signed-on user. */
  @GET
  @Path(MfaSiteAddress.TEST)
  public Response test() {
    return new OtpTrialPage(session).answer();
  }

  @GET
  @Path("{elsewhere:.+}")
  public Response elsewhere() {
    return request().error(Response.Status.NOT_FOUND, Messages.PAGE_NOT_FOUND);
  }

  private SiteRequest request() {
    return new SiteRequest(session, CLIENT, address().menu());
  }

  private MfaSiteAddress address() {
    return MfaSiteAddress.of(session.getContext());
  }

  private Response start(ManagementAction action) {
    SiteRequest request = request();
    return request
        .refusal()
        .orElseGet(
            () ->
                request.signOn(
                    action.word(), address().menu(), Map.of(Constants.KC_ACTION, action.id())));
  }

  /**
   * Redirects to the menu's clean address, so that neither a reload nor a bookmark repeats the
   * result.
   */
  private Response result(SiteRequest request) {
    request
        .answeredPurpose()
        .flatMap(ManagementAction::ofWord)
        .flatMap(
            action ->
                ActionResult.ofAnswer(
                    action,
                    request.parameter(Constants.KC_ACTION_STATUS),
                    request.parameter("error")))
        .ifPresent(result -> request.cookies().flash(result.word()));
    return Response.seeOther(address().menu()).build();
  }

  private Response menu(SiteRequest request) {
    Optional<String> result =
        request.cookies().takeFlash().flatMap(ActionResult::ofWord).map(ActionResult::word);
    return request
        .form()
        .setAttribute("campusLinks", address().links())
        .setAttribute("campusResult", result.orElse(null))
        .createForm("campus-menu.ftl");
  }
}
