package io.github.campusotp.office;

import io.github.campusotp.site.Site;
import io.github.campusotp.site.SiteRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import org.keycloak.models.KeycloakSession;

/** The page of the office. It asks and does everything by the API, as its user. */
@Provider // without it Keycloak's server does not find the method
public final class OfficeSite extends Site {
  OfficeSite(KeycloakSession session) {
    super(session);
  }

  /** The page without anything in it: what it shows it asks for once its user has signed on. */
  @GET
  public Response page() {
    URI server = session.getContext().getUri().getBaseUri();
    String path = OfficeSiteFactory.path(session.getContext().getRealm());
    URI page = server.resolve(server.getRawPath() + path);
    SiteRequest request = new SiteRequest(session, OfficeClient.ID, page);
    return request
        .refusal()
        .orElseGet(
            () ->
                request
                    .form()
                    .setAttribute("campusServer", server.toString())
                    .setAttribute("campusPage", page.toString())
                    .setAttribute("campusClient", OfficeClient.ID)
                    .createForm("campus-office.ftl"));
  }
}
