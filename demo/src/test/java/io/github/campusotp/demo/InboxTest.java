package io.github.campusotp.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private FrontDoor front;

  @BeforeEach
  void open() throws Exception {
    mail.start();
    front = FrontDoor.reserve(0);
    front.serve("/inbox/*", new Inbox(mail));
    front.open();
  }

  @AfterEach
  void close() {
    front.close();
    mail.stop();
  }

  @Test
  void showsTheNewestMailFirstWhoeverItIsFor() throws Exception {
    send("b@example.com", "second", "2026-04-01T09:00:02Z");
    send("a@example.com", "third", "2026-04-01T09:00:03Z");
    send("b@example.com", "first", "2026-04-01T09:00:01Z");

    assertThat(get("/inbox").body())
        .containsSubsequence(
            "/inbox/2\">third</a>", "/inbox/1\">second</a>", "/inbox/0\">first</a>");
    assertThat(get("/inbox/2").body()).contains("a@example.com", "third");
  }

  @Test
  void isEmptyAtFirst() throws Exception {
    assertThat(get("/inbox").body()).contains("No mail yet");
    assertThat(get("/inbox/0").statusCode()).isEqualTo(404);
  }

  @Test
  void showsMarkupInAMailAsText() throws Exception {
    send("<b@example.com>", "<b>bold</b>", "2026-04-01T09:00:00Z");

    assertThat(get("/inbox").body()).contains("&lt;b&gt;bold&lt;/b&gt;").doesNotContain("<b>bold");
  }

  private void send(String to, String subject, String sent) throws Exception {
    MimeMessage message =
        GreenMailUtil.createTextEmail(
            to, "c@example.com", subject, "text", mail.getSmtp().getServerSetup());
    message.setSentDate(Date.from(Instant.parse(sent)));
    message.setRecipients(Message.RecipientType.TO, to);
    GreenMailUtil.sendMimeMessage(message);
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI address = front.address().resolve(path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }
}
