package io.github.campusotp.office;

import io.github.campusotp.people.People;
import io.github.campusotp.people.Person;
import io.github.campusotp.people.PersonFilter;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The people of a realm, for those who may see them. */
public final class PeopleResource {
  private final KeycloakSession session;
  private final RealmModel realm;
  private final People people;
  private final Act act;

  PeopleResource(KeycloakSession session, RealmModel realm, Act act) {
    this.session = session;
    this.realm = realm;
    this.act = act;
    this.people = new People(session, realm);
  }

  /** One page of those who are meant, by their usernames. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Stream<Person> page(
      @QueryParam("search") String search,
      @QueryParam("missing") String missing,
      @QueryParam("group") String group,
      @QueryParam("role") String role,
      @QueryParam("first") @DefaultValue("0") int first,
      @QueryParam("max") @DefaultValue("100") int max) {
    Query.requirePage(first, max);
    return people.page(Query.people(session, realm, search, missing, group, role), first, max);
  }

  /**
   * How many there are.
   *
   * @param count of those who are meant
   */
  public record Count(long count) {}

  /** How many are meant. */
  @GET
  @Path("count")
  @Produces(MediaType.APPLICATION_JSON)
  public Count count(
      @QueryParam("search") String search,
      @QueryParam("missing") String missing,
      @QueryParam("group") String group,
      @QueryParam("role") String role) {
    return new Count(people.count(Query.people(session, realm, search, missing, group, role)));
  }

  /** All of those who are meant, where the client accepts CSV. */
  @GET
  @Produces("text/csv;qs=0.5")
  public Response all(
      @QueryParam("search") String search,
      @QueryParam("missing") String missing,
      @QueryParam("group") String group,
      @QueryParam("role") String role) {
    PersonFilter filter = Query.people(session, realm, search, missing, group, role);
    StreamingOutput rows = out -> people.write(filter, out);
    return Response.ok(rows, "text/csv;charset=UTF-8").build();
  }

  /**
   * One person.
   *
   * @param id Keycloak's
   */
  @Path("{id}")
  public PersonResource one(@PathParam("id") String id) {
    return new PersonResource(session, realm, act, id);
  }
}
