package io.github.campusotp.otpkey;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import io.github.campusotp.mailcode.TypedCode;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.validation.Validation;

/** The page with the key, its QR code, and a field to try the first code. */
final class KeyPage {
  /** Smaller than any QR code: each module becomes one pixel, and the page scales them sharply. */
  private static final int QR_PIXELS = 1;

  private final RequiredActionContext context;
  private final OTPCredentialModel key;

  KeyPage(RequiredActionContext context, OTPCredentialModel key) {
    this.context = context;
    this.key = key;
  }

  /**
   * What is wrong with the code that was typed; nothing is used up by trying.
   *
   * @param typed the field's text
   * @return the message's key, or empty where the code is right
   */
  Optional<String> problemOf(String typed) {
    String code = TypedCode.normalise(typed);
    int digits = key.getOTPCredentialData().getDigits();
    if (!TypedCode.isDigits(code, digits)) {
      return Optional.of(code.isEmpty() ? "campusFirstCodeMissing" : "campusFirstCodeMalformed");
    }
    return OtpKey.acceptedSteps(context.getRealm(), key).anyMatch(OtpKey.stepsOf(key, code))
        ? Optional.empty()
        : Optional.of("campusFirstCodeWrong");
  }

  /** The page after a code was tried. */
  Response tried(LoginFormsProvider form, Optional<String> problem, boolean required) {
    problem.ifPresent(text -> form.addError(new FormMessage(Validation.FIELD_OTP_CODE, text)));
    return page(form.setAttribute("campusFirstCodeRight", problem.isEmpty()), required);
  }

  /**
   * The page.
   *
   * @param form with what every page of the action has
   * @param required whether the key counts only once a code of it was right
   */
  Response page(LoginFormsProvider form, boolean required) {
    String issuer = SetupConfig.of(context.getRealm()).issuer();
    SetupKey setup = SetupKey.of(key);
    String uri = setup.uri(issuer, context.getUser().getUsername(), key.getOTPCredentialData());
    return form.setAttribute("campusUsername", context.getUser().getUsername())
        .setAttribute("campusKey", setup.secret())
        .setAttribute("campusKeyGroups", setup.groups())
        .setAttribute("campusQr", qr(uri))
        .setAttribute("campusOtpauthUri", uri)
        .setAttribute("campusIssuer", issuer)
        .setAttribute("campusFirstCode", required ? "required" : "optional")
        .createForm("campus-key.ftl");
  }

  private static String qr(String uri) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      MatrixToImageWriter.writeToStream(
          new QRCodeWriter().encode(uri, BarcodeFormat.QR_CODE, QR_PIXELS, QR_PIXELS), "png", png);
    } catch (WriterException | IOException e) {
      throw new IllegalStateException("No QR code of this length", e);
    }
    return Base64.getEncoder().encodeToString(png.toByteArray());
  }
}
