package io.github.campusotp.start;

import io.github.campusotp.manage.MfaSiteAddress;
import io.github.campusotp.otpkey.OtpKey;
import io.github.campusotp.site.Site;
import io.github.campusotp.site.SiteRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.resources.RealmsResource;

/**
 * The start procedure's first page and its last. All that lies between is a sign-on with required
 * actions, Keycloak's and ours.
 */
@Provider // without it Keycloak's server does not find the methods
public final class StartSite extends Site {
  private static final String CLIENT = "start-procedure";
  private static final String PURPOSE = "start";
  private static final String BEGIN = "begin";
  private static final String COMPLETE = "complete";

  /** The flash of a browser that comes back without having got through. */
  private static final String DECLINED = "declined";

  StartSite(KeycloakSession session) {
    super(session);
  }

  /** What this is and what to have ready; or that it is done. */
  @GET
  public Response start() {
    SiteRequest request = request();
    return request
        .refusal()
        .orElseGet(
            () ->
                finished(request)
                    .map(done -> finished(request, done, true))
                    .orElseGet(() -> welcome(request)));
  }

  private Response welcome(SiteRequest request) {
    boolean declined = request.cookies().takeFlash().filter(DECLINED::equals).isPresent();
    return request
        .form()
        .setAttribute("campusStep", "start")
        .setAttribute("campusDeclined", declined)
        .setAttribute("campusNextUrl", site() + "/" + BEGIN)
        .createForm("campus-start.ftl");
  }

  /** Redirects to the sign-on. */
  @GET
  @Path(BEGIN)
  public Response begin() {
    SiteRequest request = request();
    return request.refusal().orElseGet(() -> request.signOn(PURPOSE, page(COMPLETE), Map.of()));
  }

  /** Where that sign-on comes back to: done. */
  @GET
  @Path(COMPLETE)
  public Response complete() {
    SiteRequest request = request();
    return request
        .refusal()
        .orElseGet(
            () ->
                request.isAnswer()
                    ? answered(request)
                    : finished(request)
                        .map(done -> finished(request, done, StartNotes.is(done)))
                        .orElseGet(() -> Response.seeOther(site()).build()));
  }

  @GET
  @Path("{elsewhere:.+}")
  public Response elsewhere() {
    return request().error(Response.Status.NOT_FOUND, Messages.PAGE_NOT_FOUND);
  }

  /** Redirects to a clean address, so that neither a reload nor a bookmark repeats the result. */
  private Response answered(SiteRequest request) {
    boolean ours = request.answeredPurpose().isPresent();
    if (request.parameter("error") == null) {
      return Response.seeOther(page(COMPLETE)).build();
    }
    if (ours && Errors.ACCESS_DENIED.equals(request.parameter("error"))) {
      request.cookies().flash(DECLINED);
    }
    return Response.seeOther(site()).build();
  }

  /** The session of this browser, if its owner has nothing left to do here. */
  private Optional<UserSessionModel> finished(SiteRequest request) {
    return request
        .signedOn()
        .filter(found -> StartProgress.of(request.realm(), found.getUser()).isFinished());
  }

  private Response finished(SiteRequest request, UserSessionModel done, boolean before) {
    UserModel user = done.getUser();
    MfaSiteAddress management = MfaSiteAddress.of(session.getContext());
    return request
        .form()
        .setAttribute("campusStep", COMPLETE)
        .setAttribute("campusUsername", user.getUsername())
        .setAttribute("campusBefore", before)
        .setAttribute("campusHasKey", OtpKey.of(user).isPresent())
        .setAttribute("campusTestUrl", management.test().toString())
        .setAttribute("campusShowUrl", management.show().toString())
        .setAttribute("campusMenuUrl", management.menu().toString())
        .setAttribute("campusSignOffUrl", request.signOff(site()).toString())
        .createForm("campus-complete.ftl");
  }

  private SiteRequest request() {
    return new SiteRequest(session, CLIENT, site());
  }

  private URI site() {
    return RealmsResource.realmBaseUrl(session.getContext().getUri())
        .path(StartSiteFactory.ID)
        .build(session.getContext().getRealm().getName());
  }

  private URI page(String path) {
    return URI.create(site() + "/" + path);
  }
}
