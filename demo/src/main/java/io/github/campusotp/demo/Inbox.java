package io.github.campusotp.demo;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All users' mail on one page, and each mail on its own. */
final class Inbox implements Exchange.Page {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final GreenMail mail;

  Inbox(GreenMail mail) {
    this.mail = mail;
  }

  @Override
  public void serve(Exchange exchange) throws MessagingException, IOException {
    MimeMessage[] mails = mail.getReceivedMessages(); // mailbox by mailbox
    Arrays.sort(mails, Comparator.comparing(Inbox::sent));
    String name = exchange.path().replaceFirst("^/inbox/?", "");
    if (name.isEmpty()) {
      exchange.page(200, "Inbox", list(mails));
    } else if (name.matches("\\d{1,6}") && Integer.parseInt(name) < mails.length) {
      exchange.page(200, "Mail", single(mails[Integer.parseInt(name)]));
    } else {
      exchange.missing();
    }
  }

  private static Html list(MimeMessage[] mails) throws MessagingException {
    List<Html> rows = new ArrayList<>();
    for (int i = 0; i < mails.length; i++) {
      rows.add(
          Html.of(
              "inbox-mail",
              Map.of(
                  "number",
                  i,
                  "time",
                  time(mails[i]),
                  "to",
                  to(mails[i]),
                  "subject",
                  subject(mails[i]))));
    }
    Collections.reverse(rows);
    return Html.of(
        "inbox",
        Map.of("mails", rows.isEmpty() ? Html.of("inbox-empty", Map.of()) : Html.join(rows)));
  }

  private static Html single(MimeMessage mail) throws MessagingException, IOException {
    Html styled =
        text(mail, "text/html")
            .map(markup -> Html.of("mail-html", Map.of("markup", markup)))
            .orElse(Html.NOTHING);
    return Html.of(
        "mail",
        Map.of(
            "time",
            time(mail),
            "to",
            to(mail),
            "from",
            addresses(mail.getFrom()),
            "subject",
            subject(mail),
            "text",
            text(mail, "text/plain").orElse(""),
            "styled",
            styled));
  }

  private static Optional<String> text(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return Optional.of(part.getContent().toString());
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        Optional<String> found = text(inner, type);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static String subject(MimeMessage mail) throws MessagingException {
    return Optional.ofNullable(mail.getSubject()).orElse("");
  }

  private static String time(MimeMessage mail) {
    return TIME.format(sent(mail).atZone(ZoneId.systemDefault()));
  }

  private static Instant sent(MimeMessage mail) {
    try {
      return Optional.ofNullable(mail.getSentDate()).map(Date::toInstant).orElse(Instant.EPOCH);
    } catch (MessagingException unreadable) {
      return Instant.EPOCH;
    }
  }

  private static String to(MimeMessage mail) throws MessagingException {
    return addresses(mail.getRecipients(Message.RecipientType.TO));
  }

  private static String addresses(jakarta.mail.Address[] addresses) {
    return addresses == null
        ? ""
        : Stream.of(addresses)
            .map(a -> a instanceof InternetAddress i ? i.toUnicodeString() : a.toString())
            .collect(Collectors.joining(", "));
  }
}
