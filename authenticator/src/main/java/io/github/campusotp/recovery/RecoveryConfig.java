package io.github.campusotp.recovery;

import io.github.campusotp.keycloak.ActionConfig;
import io.github.campusotp.mailcode.CodePolicy;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.keycloak.models.RealmModel;

/**
 * The configuration of the recovery address and of the codes that go to it.
 *
 * @param allowOffCampus whether the first registration is allowed from anywhere
 * @param ownDomains the university's mail domains, in lower-case ASCII (RFC 3490): their mailboxes
 *     stand behind the very sign-on that a recovery address is to rescue
 * @param code limits and lifetime of a mailed code
 */
public record RecoveryConfig(boolean allowOffCampus, List<String> ownDomains, CodePolicy code) {
  static final String ALLOW_OFF_CAMPUS = "allowOffCampus";
  static final String OWN_DOMAINS = "ownDomains";
  static final String CODE_LIFETIME = "codeLifetime";
  static final String RESEND_WAIT = "resendWait";
  static final String MAILS_PER_HOUR = "mailsPerHour";
  static final String WRONG_CODES_PER_HOUR = "wrongCodesPerHour";
  static final String WRONG_CODES_PER_MONTH = "wrongCodesPerMonth";
  static final String TRIES_PER_CODE = "triesPerCode";

  /** Between domains, with what people write around one. */
  private static final Pattern SEPARATOR = Pattern.compile("[.]*(?:[\\s,]+|^|\\z)[@.]*");

  private static final List<String> YES_OR_NO = List.of("true", "false");
  private static final List<String> NUMBERS =
      List.of(
          CODE_LIFETIME,
          RESEND_WAIT,
          MAILS_PER_HOUR,
          WRONG_CODES_PER_HOUR,
          WRONG_CODES_PER_MONTH,
          TRIES_PER_CODE);

  /** The configuration that a realm has. */
  public static RecoveryConfig of(RealmModel realm) {
    return of(ActionConfig.of(realm, RecoveryAddressAction.ID));
  }

  static RecoveryConfig of(ActionConfig config) {
    CodePolicy standard = CodePolicy.DEFAULT;
    return new RecoveryConfig(
        Boolean.parseBoolean(config.word(ALLOW_OFF_CAMPUS, YES_OR_NO)),
        SEPARATOR
            .splitAsStream(plain(config.text(OWN_DOMAINS, "")))
            .filter(domain -> !domain.isEmpty())
            .map(domain -> TypedAddress.asciiDomain(domain).orElse(domain))
            .toList(),
        new CodePolicy(
            config.number(CODE_LIFETIME, standard.lifetime()),
            config.number(RESEND_WAIT, standard.resendWait()),
            config.number(MAILS_PER_HOUR, standard.mailsPerHour()),
            config.number(WRONG_CODES_PER_HOUR, standard.wrongCodesPerHour()),
            config.number(WRONG_CODES_PER_MONTH, standard.wrongCodesPerMonth()),
            config.number(TRIES_PER_CODE, standard.triesPerCode())));
  }

  /** Full-width letters and commas, as a Japanese keyboard gives them, made ASCII. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  static void validate(ActionConfig config) {
    config.requireWord(RecoveryAddressAction.ID, ALLOW_OFF_CAMPUS, YES_OR_NO);
    NUMBERS.forEach(key -> config.requireNumber(RecoveryAddressAction.ID, key));
  }
}
