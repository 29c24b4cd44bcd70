package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Secrets;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** セットアップキー（QRコード）. */
public record KeyPage(Page page) {
  public Locator key() {
    return page.locator("#setup-key");
  }

  public Locator omuid() {
    return page.locator("#omuid");
  }

  public Locator qr() {
    return page.locator("#setup-qr");
  }

  public Locator firstCode() {
    return page.locator("input[name=otp]");
  }

  public Locator error() {
    return page.locator("#campus-otp-error");
  }

  public Locator right() {
    return page.locator("#campus-right");
  }

  public Locator openInApp() {
    return page.locator("a[href^='otpauth:']");
  }

  public Locator finishButton() {
    return page.locator("[name=confirm][value=done]");
  }

  public Locator backButton() {
    return page.locator("[name=back]");
  }

  public KeyPage isShown() {
    assertThat(key()).isVisible();
    assertThat(qr()).isVisible();
    return this;
  }

  /** The key as it would be typed into an app. */
  public String secret() {
    isShown();
    String key = key().textContent().strip();
    Secrets.SEEN.key(key);
    return key;
  }

  /** What a camera sees on the screen. */
  public Entry scan() {
    isShown();
    qr().evaluate("image => image.decode()"); // until it is painted
    Entry entry = Entry.of(decode(qr().screenshot()));
    Secrets.SEEN.key(entry.secret());
    return entry;
  }

  public KeyPage tryCode(String code) {
    isShown();
    Secrets.SEEN.code(code);
    firstCode().fill(code);
    page.locator("[name=verify]").click();
    return this;
  }

  public void finish() {
    finishButton().click();
  }

  /** 注意: is all set up? */
  public Locator attention() {
    return page.locator("dialog[open]");
  }

  public Locator yes() {
    return page.locator("[name=confirm][value=yes]");
  }

  public Locator no() {
    return page.locator("[name=confirm][value=no]");
  }

  public void back() {
    backButton().click();
  }

  /** One code in a hundred is beyond the reader as long as it lies quite straight. */
  private static String decode(byte[] screenshot) {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(screenshot));
      return IntStream.of(0, 10, 20, 45)
          .mapToObj(degrees -> read(held(picture, degrees)))
          .flatMap(Optional::stream)
          .findFirst()
          .orElseThrow(() -> new AssertionError("No camera could read this QR code"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The picture in a camera that is not held straight. */
  private static BufferedImage held(BufferedImage picture, int degrees) {
    int side = 2 * Math.max(picture.getWidth(), picture.getHeight());
    BufferedImage view = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = view.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.rotate(Math.toRadians(degrees), side / 2.0, side / 2.0);
    pen.drawImage(picture, side / 4, side / 4, null);
    pen.dispose();
    return view;
  }

  private static Optional<String> read(BufferedImage view) {
    try {
      var bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(view)));
      var hints = Map.of(DecodeHintType.TRY_HARDER, true);
      return Optional.of(new MultiFormatReader().decode(bitmap, hints).getText());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * An entry in an authenticator app ("Key Uri Format").
   *
   * @param uri as the camera read it
   * @param issuer name of the entry
   * @param account whose entry it is
   * @param secret the setup key
   */
  public record Entry(URI uri, String issuer, String account, String secret) {
    public static Entry of(String text) {
      URI uri = URI.create(text);
      String[] label = uri.getPath().substring(1).split(":", 2);
      return new Entry(uri, label[0], label[1], parameter(uri, "secret"));
    }

    public String parameter(String name) {
      return parameter(uri, name);
    }

    private static String parameter(URI uri, String name) {
      for (String pair : uri.getQuery().split("&")) {
        if (pair.startsWith(name + "=")) {
          return pair.substring(name.length() + 1);
        }
      }
      throw new AssertionError("No " + name + " in the QR code");
    }
  }
}
