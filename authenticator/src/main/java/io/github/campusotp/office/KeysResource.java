package io.github.campusotp.office;

import io.github.campusotp.office.KeyImport.Line;
import io.github.campusotp.office.KeyImport.Row;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;

/** Keys from the system before this one, and of hardware tokens: one a line. */
@Produces(MediaType.APPLICATION_JSON)
public final class KeysResource {
  private final KeycloakSession session;
  private final Act act;

  KeysResource(KeycloakSession session, Act act) {
    this.session = session;
    this.act = act;
  }

  /**
   * Takes CSV (RFC 4180, UTF-8).
   *
   * @param reason in words
   * @param dryRun whether nothing is stored
   * @param show whether people may see the key later
   */
  @POST
  @Consumes("text/csv")
  public List<Line> csv(
      @QueryParam("reason") String reason,
      @QueryParam("dryRun") boolean dryRun,
      @QueryParam("show") boolean show,
      String table) {
    return taken(reason, dryRun, show, table, KeyTable::csv);
  }

  /** Takes JSON lines, which may have {@code digits}, {@code period} and {@code algorithm}, too. */
  @POST
  @Consumes("application/x-ndjson")
  public List<Line> json(
      @QueryParam("reason") String reason,
      @QueryParam("dryRun") boolean dryRun,
      @QueryParam("show") boolean show,
      String lines) {
    return taken(reason, dryRun, show, lines, KeyTable::json);
  }

  /** All of them are read before the first is stored. */
  private List<Line> taken(
      String reason,
      boolean dryRun,
      boolean show,
      String body,
      Function<String, List<Row>> reading) {
    act.begin(OfficeRole.ADMINISTRATOR, dryRun ? "dry run" : reason);
    KeyImport keys = new KeyImport(session, act, dryRun, show);
    return reading.apply(body).stream().map(keys::take).toList();
  }
}
