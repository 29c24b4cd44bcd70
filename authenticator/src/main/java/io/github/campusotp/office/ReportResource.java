package io.github.campusotp.office;

import io.github.campusotp.people.Counts;
import io.github.campusotp.people.GroupedBy;
import io.github.campusotp.people.KeyGrowth;
import io.github.campusotp.people.People;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** How far people are. */
@Produces(MediaType.APPLICATION_JSON)
public final class ReportResource {
  private final KeycloakSession session;
  private final RealmModel realm;

  ReportResource(KeycloakSession session, RealmModel realm) {
    this.session = session;
    this.realm = realm;
  }

  /**
   * Now.
   *
   * @param by group, role or federation; the whole realm without it
   */
  @GET
  public List<Counts> counts(@QueryParam("by") @DefaultValue("realm") String by) {
    return new People(session, realm).report(Query.word("by", by, GroupedBy.class));
  }

  /** How many had a key at the end of each of the last weeks, the oldest first. */
  @GET
  @Path("weeks")
  public List<KeyGrowth.Week> weeks() {
    return new KeyGrowth(session, realm).weeks();
  }
}
