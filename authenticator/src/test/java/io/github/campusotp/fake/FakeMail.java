package io.github.campusotp.fake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.RealmModel;
import org.keycloak.models.ThemeManager;
import org.keycloak.theme.FreeMarkerException;
import org.keycloak.theme.Theme;
import org.keycloak.theme.freemarker.FreeMarkerProvider;

/** The mail theme, whose templates only note what they are told, and the mail server. */
public final class FakeMail {
  /**
   * A mail that the mail server took.
   *
   * @param template with {@code text/} or {@code html/} before it
   * @param told what the template was told
   * @param inBackground whether nobody waited for it
   */
  public record Sent(
      String to,
      String subject,
      String template,
      Map<String, Object> told,
      Map<String, String> server,
      boolean inBackground) {
    /** The mailed code. */
    public String code() {
      return (String) told.get("campusCode");
    }
  }

  private record Rendered(String template, Map<String, Object> told) {}

  private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
  private final List<Rendered> rendered = new ArrayList<>();
  private boolean down;
  private boolean broken;
  private boolean inBackground;
  private final Map<String, List<Runnable>> held = new HashMap<>();

  /** What the mail server took, the oldest first. */
  public List<Sent> sent() {
    return sent;
  }

  /** The mail that the mail server took last. */
  public Sent last() {
    return sent.get(sent.size() - 1);
  }

  /** How many mails were rendered, sent or not. */
  public int renderedCount() {
    return rendered.size() / 2;
  }

  /** Whether the mail server refuses every mail. */
  public void setDown(boolean down) {
    this.down = down;
  }

  /** Whether the theme's templates cannot be rendered. */
  public void setBroken(boolean broken) {
    this.broken = broken;
  }

  /**
   * Lets everything in one queue wait for a mail server that hangs.
   *
   * @param name of the queue's threads
   * @return what waits there
   */
  public List<Runnable> hold(String name) {
    return held.computeIfAbsent(name, queue -> new ArrayList<>());
  }

  Theme theme() {
    return Fake.of(
        Theme.class,
        new Object() {
          Properties getEnhancedMessages(RealmModel realm, Locale locale) {
            return new Properties();
          }

          Properties getProperties() {
            return new Properties();
          }
        });
  }

  ThemeManager themes() {
    return Fake.of(
        ThemeManager.class,
        new Object() {
          Theme getTheme(Theme.Type type) {
            return theme();
          }
        });
  }

  FreeMarkerProvider templates() {
    return Fake.of(
        FreeMarkerProvider.class,
        new Object() {
          @SuppressWarnings("unchecked")
          String processTemplate(Object data, String template, Theme theme)
              throws FreeMarkerException {
            if (broken) {
              throw new FreeMarkerException("no such template: " + template);
            }
            rendered.add(new Rendered(template, Map.copyOf((Map<String, Object>) data)));
            return Integer.toString(rendered.size() - 1);
          }
        });
  }

  EmailSenderProvider server() {
    return Fake.of(
        EmailSenderProvider.class,
        new Object() {
          void send(Map<String, String> server, String to, String subject, String text, String html)
              throws EmailException {
            if (down) {
              throw new EmailException("connection refused");
            }
            Rendered body = rendered.get(Integer.parseInt(text));
            sent.add(new Sent(to, subject, body.template(), body.told(), server, inBackground));
          }
        });
  }

  /** Runs each task at once, but those of a queue that is held. */
  ExecutorsProvider executors() {
    return Fake.of(
        ExecutorsProvider.class,
        new Object() {
          ExecutorService getExecutor(String name) {
            return new Background(held.get(name));
          }
        });
  }

  private final class Background extends AbstractExecutorService {
    private final List<Runnable> waiting;

    Background(List<Runnable> waiting) {
      this.waiting = waiting;
    }

    @Override
    public void execute(Runnable task) {
      if (waiting != null) {
        waiting.add(task);
        return;
      }
      inBackground = true;
      try {
        task.run();
      } catch (IllegalStateException failed) {
        // nobody waits for it
      } finally {
        inBackground = false;
      }
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
