package io.github.campusotp.e2e.server;

import com.icegreen.greenmail.util.GreenMail;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.Secrets;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everybody's mail, as the demo's mail server took it. */
public final class Mailbox {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern CODE = Pattern.compile("(?m)^(\\d{6}(?:\\d\\d)?)\\r?$");

  private final GreenMail server;

  public Mailbox(GreenMail server) {
    this.server = server;
  }

  public int count(String address) {
    return mails(address).size();
  }

  /** How many of them carry a code. */
  public long codes(String address) {
    return mails(address).stream().filter(Mail::hasCode).count();
  }

  /** The last mail that is there now. */
  public Mail latest(String address) {
    List<Mail> mails = mails(address);
    if (mails.isEmpty()) {
      throw new AssertionError("No mail to " + address);
    }
    return mails.get(mails.size() - 1);
  }

  /** The last code that is there now: its mail was sent before the page that asks for it. */
  public String code(String address) {
    return mails(address).stream()
        .filter(Mail::hasCode)
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> new AssertionError("No mail with a code to " + address))
        .code();
  }

  /** Waits for a mail like that one; the last where there are more. */
  public Mail await(String address, Predicate<Mail> like) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      int known = server.getReceivedMessages().length;
      Optional<Mail> found = mails(address).stream().filter(like).reduce((a, b) -> b);
      if (found.isPresent()) {
        return found.get();
      }
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0 || !server.waitForIncomingEmail(left, known + 1)) {
        throw new AssertionError("No such mail to " + address + ", but " + mails(address));
      }
    }
  }

  /** What a person was told by a mail with that in its subject, once it has come. */
  public String told(Person person, String subject) {
    return await(person.recoveryEmail(), mail -> mail.subject().contains(subject)).text();
  }

  /** Tells of all codes that were mailed, whoever looked at them. */
  public void tell(Secrets secrets) {
    Arrays.stream(server.getReceivedMessages())
        .map(Mail::of)
        .filter(Mail::hasCode)
        .forEach(mail -> secrets.code(mail.code(), mail.sent()));
  }

  private List<Mail> mails(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(message -> isTo(message, address))
        .map(Mail::of)
        .toList();
  }

  private static boolean isTo(MimeMessage message, String address) {
    try {
      Address[] to = message.getAllRecipients();
      return to != null
          && Stream.of(to)
              .map(recipient -> ((InternetAddress) recipient).getAddress())
              .anyMatch(address::equalsIgnoreCase);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * One mail.
   *
   * @param sent when
   * @param subject decoded
   * @param from name and address of the sender, decoded
   * @param text the part for plain readers
   * @param html the part for others
   */
  public record Mail(Instant sent, String subject, String from, String text, String html) {
    private static Mail of(MimeMessage message) {
      try {
        Multipart alternatives = (Multipart) message.getContent();
        return new Mail(
            message.getSentDate().toInstant(),
            message.getSubject(),
            ((InternetAddress) message.getFrom()[0]).toUnicodeString(),
            alternatives.getBodyPart(0).getContent().toString(),
            alternatives.getBodyPart(1).getContent().toString());
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public boolean hasCode() {
      return CODE.matcher(text).find();
    }

    /** The six digits that stand alone on a line. */
    public String code() {
      Matcher matcher = CODE.matcher(text);
      if (!matcher.find()) {
        throw new AssertionError("No code alone on a line of: " + text);
      }
      Secrets.SEEN.code(matcher.group(1));
      return matcher.group(1);
    }
  }
}
