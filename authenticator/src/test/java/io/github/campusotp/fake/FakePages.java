package io.github.campusotp.fake;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Makes the pages of one request: as in Keycloak, they share what was said before. */
final class FakePages {
  private final LoginFormsProvider model = Fake.of(LoginFormsProvider.class, this);
  private final Map<String, Object> attributes = new HashMap<>();
  private final List<String> errors = new ArrayList<>();

  LoginFormsProvider model() {
    return model;
  }

  Response createForm(String template) {
    return page(Response.Status.OK, template);
  }

  Response createResponse(UserModel.RequiredAction action) {
    return page(Response.Status.OK, action.name());
  }

  Response createErrorPage(Response.Status status) {
    return page(status, "error.ftl");
  }

  private Response page(Response.Status status, String template) {
    Map<String, Object> told = new HashMap<>(attributes);
    FakePage page = new FakePage(status, template, told, List.copyOf(errors));
    return Response.status(status).entity(page).build();
  }

  LoginFormsProvider setAttribute(String name, Object value) {
    attributes.put(name, value);
    return model;
  }

  LoginFormsProvider setError(String message, Object... parameters) {
    errors.clear();
    errors.add(with(message, parameters));
    return model;
  }

  LoginFormsProvider setInfo(String message, Object... parameters) {
    return setAttribute("info", with(message, parameters));
  }

  LoginFormsProvider addError(FormMessage message) {
    errors.add(message.getField() + ": " + with(message.getMessage(), message.getParameters()));
    return model;
  }

  private static String with(String message, Object... parameters) {
    return Stream.concat(
            Stream.of(message), parameters == null ? Stream.empty() : Stream.of(parameters))
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  LoginFormsProvider setExecution(String execution) {
    return model;
  }

  LoginFormsProvider setAuthenticationSession(AuthenticationSessionModel signOn) {
    return model;
  }

  LoginFormsProvider setFormData(MultivaluedMap<String, String> typed) {
    return model;
  }
}
