package io.github.campusotp.mailcode;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * One mail from the realm's email theme: rendered in the request, sent on a thread and in a session
 * of its own, so that a mail server that hangs delays no request for longer than stated here.
 */
public final class Mail {
  /** What became of a mail. */
  enum Outcome {
    SENT,
    /** Nothing was to be sent, and the page must not say so. */
    WITHHELD,
    /** The mail server did not take it. */
    REFUSED,
    /** No answer in time: it may yet arrive. */
    LATE
  }

  private static final Logger LOG = Logger.getLogger(Mail.class);
  private static final int PATIENCE_SECONDS = 10;

  /**
   * Keycloak's own executors queue everything behind four threads: too few for a morning of many
   * enrolments. These are still fewer than the server's own threads, so that a hanging mail server
   * leaves some for other requests. A request that finds all of these busy is refused at once.
   */
  private static final ExecutorService SENDERS =
      new ThreadPoolExecutor(
          0,
          20,
          60,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "campus-mail");
            thread.setDaemon(true);
            return thread;
          });

  private final KeycloakSession session;
  private final RenderedMail rendered;

  /**
   * Renders a mail.
   *
   * @param session of the running request
   * @param user whose language it is written in
   * @param address where it goes
   * @param subject message key of the subject
   * @param template name of the template, both in {@code html/} and in {@code text/}
   * @param attributes what the template says
   * @throws EmailException where the template cannot be rendered
   */
  public Mail(
      KeycloakSession session,
      UserModel user,
      String address,
      String subject,
      String template,
      Map<String, Object> attributes)
      throws EmailException {
    this.session = session;
    this.rendered = new RenderedMail(session);
    rendered.setRealm(session.getContext().getRealm()).setUser(user);
    rendered.render(subject, template, attributes, address);
  }

  /** Sends it and waits for the mail server, ten seconds at the longest. */
  Outcome send() {
    Future<?> sending;
    try {
      sending = SENDERS.submit(rendered.sending(session.getKeycloakSessionFactory()));
    } catch (RejectedExecutionException allBusy) {
      LOG.warn("A mail was not sent: too many are waiting for the mail server");
      return Outcome.REFUSED;
    }
    try {
      sending.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return Outcome.SENT;
    } catch (ExecutionException refused) {
      return Outcome.REFUSED;
    } catch (TimeoutException late) {
      LOG.warnf("The mail server has not answered within %d seconds", PATIENCE_SECONDS);
      return Outcome.LATE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.LATE;
    }
  }

  /**
   * Sends it in the background. A failure is in the server's log.
   *
   * @param queue in which it waits; where that is full it is not sent
   */
  public void sendInBackground(MailQueue queue) {
    queue.execute(session, rendered.sending(session.getKeycloakSessionFactory()));
  }
}
