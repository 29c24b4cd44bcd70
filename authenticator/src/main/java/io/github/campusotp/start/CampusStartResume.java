package io.github.campusotp.start;

import io.github.campusotp.keycloak.RepeatedSubmit;
import io.github.campusotp.keycloak.SignOnStatus;
import io.github.campusotp.keycloak.StatelessStep;
import io.github.campusotp.otpkey.OtpSetupAction;
import io.github.campusotp.recovery.FirstEnrolment;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Asks users who left the start procedure half-way whether they want to continue there. Those who
 * do not, read the explanation and pledge again; what they have secured stays as it is.
 */
final class CampusStartResume extends StatelessStep {
  static final CampusStartResume SINGLETON = new CampusStartResume();

  private static final String FROM_THE_START = "campus-start.from-the-start";

  private CampusStartResume() {}

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    StartProgress progress = StartProgress.of(context.getRealm(), context.getUser());
    StartNotes.note(signOn, progress.isFinished());
    if (progress.isFinished()) {
      context.success();
      return;
    }
    FirstEnrolment.begin(signOn);
    if (progress.open().contains(StartProgress.Step.KEY)) {
      signOn.addRequiredAction(OtpSetupAction.ID);
    }
    if (signOn.getAuthNote(FROM_THE_START) != null) {
      explain(context);
    } else if (progress.isInterrupted()) {
      context.challenge(
          context
              .form()
              .setAttribute("campusStep", "signon")
              .setAttribute("campusDone", progress.doneWords())
              .setAttribute("campusOpen", progress.openWords())
              .createForm("campus-resume.ftl"));
    } else {
      context.success();
    }
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    SignOnStatus.requireOpen(context);
    RepeatedSubmit.leave(context);
    MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
    if (form.containsKey("confirm")) {
      context.success();
    } else if (form.containsKey("back")) {
      context.getAuthenticationSession().setAuthNote(FROM_THE_START, "true");
      // The user's, not this sign-on's: a user who stops here still has to pledge next time.
      if (StartProgress.isEnabled(context.getRealm(), RequiredAction.TERMS_AND_CONDITIONS)) {
        context.getUser().addRequiredAction(RequiredAction.TERMS_AND_CONDITIONS);
      }
      explain(context);
    } else {
      authenticate(context);
    }
  }

  private static void explain(AuthenticationFlowContext context) {
    context.challenge(
        context.form().setAttribute("campusStep", "start").createForm("campus-start.ftl"));
  }

  @Override
  public boolean requiresUser() {
    return true;
  }
}
