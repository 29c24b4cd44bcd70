package io.github.campusotp.keycloak;

import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A form that is sent a second time, because its button was pressed twice. The browser drops the
 * answer to the first request, so the second waits for the first and leads to where the sign-on
 * then stands. A page with our script sends its form once; this is for browsers without scripts.
 *
 * <p>A browser may also show the first answer, if that comes just as the second request leaves.
 * Keycloak has then spent the code of the page shown: its button leads to the same page once more.
 */
public final class RepeatedSubmit {
  /** A hidden field of our forms, which only a browser without scripts sends. */
  private static final String WITHOUT_SCRIPT = "without-script";

  private RepeatedSubmit() {}

  /**
   * Ends the request of a step of a flow, if it sends its form a second time.
   *
   * @param context before the step looks at the form
   * @throws RedirectionException if it does; Keycloak then leaves the sign-on as it is
   */
  public static void leave(AuthenticationFlowContext context) {
    if (isSecond(context.getSession(), context.getAuthenticationSession())) {
      throw redirect(context.getSession(), context.getAuthenticationSession());
    }
  }

  /**
   * Ends the request of a required action, if it sends its form a second time.
   *
   * @param context before the action looks at the form
   * @return whether it does, and is answered
   */
  public static boolean leave(RequiredActionContext context) {
    boolean repeated = isSecond(context.getSession(), context.getAuthenticationSession());
    if (repeated) {
      context.challenge(
          redirect(context.getSession(), context.getAuthenticationSession()).getResponse());
    }
    return repeated;
  }

  /**
   * Whether the button may be pressed a second time while this form is answered. The sign-on must
   * then not end with this request: the next one would find none to go on with.
   *
   * @param form what was sent
   */
  public static boolean mayFollow(MultivaluedMap<String, String> form) {
    return form.containsKey(WITHOUT_SCRIPT);
  }

  /**
   * A page that goes on by itself: a redirect would leave the form's button on the screen.
   *
   * @param next where to
   */
  public static Response forward(LoginFormsProvider form, URI next) {
    return Response.fromResponse(
            form.setAttribute("campusNextUrl", next.toString()).createForm("campus-forward.ftl"))
        .header("Refresh", "0; url=" + next)
        .build();
  }

  private static boolean isSecond(KeycloakSession session, AuthenticationSessionModel signOn) {
    String form = form(session);
    Optional<FormRequest> first =
        form == null
            ? Optional.empty()
            : FormRequest.enter(signOn, form, session.getTransactionManager());
    first.ifPresent(FormRequest::await);
    return first.isPresent();
  }

  /** The code of the form that a request sends; null where it sends none. */
  static String form(KeycloakSession session) {
    MultivaluedMap<String, String> query = session.getContext().getUri().getQueryParameters();
    return query.getFirst(LoginActionsService.SESSION_CODE);
  }

  /** With an entity, or else Keycloak makes an error page of what an action throws. */
  static RedirectionException redirect(KeycloakSession session, AuthenticationSessionModel signOn) {
    return new RedirectionException(
        Response.seeOther(page(session, signOn)).entity("").type(MediaType.TEXT_HTML).build());
  }

  /** Where it stands now: the request's own view of it is as old as the request. */
  static URI page(KeycloakSession session, AuthenticationSessionModel signOn) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        session.getKeycloakSessionFactory(),
        fresh ->
            new AuthenticationFlowURLHelper(fresh, signOn.getRealm(), session.getContext().getUri())
                .getLastExecutionUrl(
                    Optional.ofNullable(
                            fresh
                                .authenticationSessions()
                                .getRootAuthenticationSession(
                                    signOn.getRealm(), signOn.getParentSession().getId()))
                        .map(
                            root ->
                                root.getAuthenticationSession(
                                    signOn.getClient(), signOn.getTabId()))
                        .orElse(signOn)));
  }
}
