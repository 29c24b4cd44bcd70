package io.github.campusotp.mailcode;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Mails that no request waits for, each kind on threads of its own: a notice does not wait behind
 * mails that a stranger can ask for by the hundred.
 */
public enum MailQueue {
  NOTICES("campus-notices"),
  /** Mails that were asked for without a password. */
  UNPROVED("campus-unproved");

  private static final Logger LOG = Logger.getLogger(MailQueue.class);
  private static final int PLACES = 1000;

  private final String threads;
  private final Semaphore places = new Semaphore(PLACES);

  MailQueue(String threads) {
    this.threads = threads;
  }

  void execute(KeycloakSession session, Runnable sending) {
    if (!places.tryAcquire()) {
      LOG.errorf("A mail was not sent: %d others wait in %s", PLACES, threads);
      return;
    }
    try {
      session
          .getProvider(ExecutorsProvider.class)
          .getExecutor(threads)
          .execute(
              () -> {
                try {
                  sending.run();
                } finally {
                  places.release();
                }
              });
    } catch (RejectedExecutionException closing) {
      places.release();
      LOG.errorf("A mail was not sent: %s is closed", threads);
    }
  }
}
