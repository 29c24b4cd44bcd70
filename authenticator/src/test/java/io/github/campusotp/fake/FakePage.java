package io.github.campusotp.fake;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/**
 * A page as the browser gets it.
 *
 * @param status of the response
 * @param template its name
 * @param attributes what the template is told
 * @param errors message keys with their parameters; before those of a field its name and a colon
 */
public record FakePage(
    Response.Status status, String template, Map<String, Object> attributes, List<String> errors) {
  /** The page in a response. */
  public static FakePage in(Response response) {
    return (FakePage) response.getEntity();
  }

  /** What the template is told under this name, or null. */
  public Object attribute(String name) {
    return attributes.get(name);
  }
}
