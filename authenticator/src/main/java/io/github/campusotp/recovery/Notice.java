package io.github.campusotp.recovery;

import io.github.campusotp.location.RequestLocation;
import io.github.campusotp.mailcode.Mail;
import io.github.campusotp.mailcode.MailQueue;
import io.github.campusotp.mailcode.Purpose;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * Tells a user by mail what was done in their name, so that a victim can call for help (NIST SP
 * 800-63B-4, 4.6). A mail that cannot be sent undoes nothing.
 */
public final class Notice {
  /** A detail: the help desk did it, and not the user. */
  public static final String BY_THE_HELP_DESK = "campusByHelpDesk";

  private static final Logger LOG = Logger.getLogger(Notice.class);

  private Notice() {}

  /**
   * Sends the notice to the recovery address and to the user's own one: either mailbox may be lost,
   * or a thief's.
   *
   * @param session of the running request
   * @param user whose factor it is
   * @param action what was done
   * @param details more for the mail's template
   */
  public static void sendToEach(
      KeycloakSession session, UserModel user, Purpose action, Map<String, Object> details) {
    Stream.of(
            RecoveryAddress.of(session.getContext().getRealm(), user),
            Optional.ofNullable(user.getEmail()).filter(address -> !address.isBlank()))
        .flatMap(Optional::stream)
        .distinct()
        .forEach(to -> send(session, user, to, action, details));
  }

  /**
   * Sends the notice when there is time.
   *
   * @param session of the running request
   * @param user whose key or address it is
   * @param address where the notice goes
   * @param action what was done
   * @param details more for the mail's template
   */
  public static void send(
      KeycloakSession session,
      UserModel user,
      String address,
      Purpose action,
      Map<String, Object> details) {
    Map<String, Object> attributes = new HashMap<>(details);
    attributes.put("campusAction", action.word());
    attributes.put("campusTime", new Date(Time.currentTimeMillis()));
    attributes.put("campusPlace", RequestLocation.of(session).network().orElse(""));
    attributes.put("campusUsername", user.getUsername());
    try {
      new Mail(
              session,
              user,
              address,
              "campusNoticeMailSubject." + action.word(),
              "campus-notice-mail.ftl",
              attributes)
          .sendInBackground(MailQueue.NOTICES);
    } catch (EmailException | RuntimeException e) {
      LOG.errorf(e, "The notice of %s to %s was not sent", action.word(), user.getUsername());
    }
  }
}
