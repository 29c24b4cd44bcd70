package io.github.campusotp.recovery;

import io.github.campusotp.keycloak.ActionConfig;
import io.github.campusotp.mailcode.CodePolicy;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The configuration of the recovery address and of the codes that go to it.
 *
 * @param allowOffCampus whether the first registration is allowed from anywhere
 * @param ownDomains the university's mail domains, in lower-case ASCII (RFC 3490): their mailboxes
 *     stand behind the very sign-on that a recovery address is to rescue
 * @param code limits and lifetime of a mailed code
 */
public record RecoveryConfig(boolean allowOffCampus, List<String> ownDomains, CodePolicy code) {
  private static final String ALLOW_OFF_CAMPUS = "allowOffCampus";
  private static final String OWN_DOMAINS = "ownDomains";
  private static final String CODE_LIFETIME = "codeLifetime";
  private static final String RESEND_WAIT = "resendWait";
  private static final String MAILS_PER_HOUR = "mailsPerHour";
  private static final String WRONG_CODES_PER_HOUR = "wrongCodesPerHour";
  private static final String WRONG_CODES_PER_MONTH = "wrongCodesPerMonth";
  private static final String TRIES_PER_CODE = "triesPerCode";
  private static final String DEFAULT_DOMAINS = "omu.ac.jp";
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
        Stream.of(plain(config.text(OWN_DOMAINS, DEFAULT_DOMAINS)).split("[\\s,]+"))
            .map(domain -> domain.replaceFirst("^[@.]+", ""))
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

  static List<ProviderConfigProperty> properties() {
    CodePolicy standard = CodePolicy.DEFAULT;
    return ProviderConfigurationBuilder.create()
        .property()
        .name(ALLOW_OFF_CAMPUS)
        .label("First registration from anywhere")
        .type(ProviderConfigProperty.BOOLEAN_TYPE)
        .defaultValue(true)
        .helpText(
            "Off: a first address can be registered from a campus network only, so that a stolen"
                + " password of a new user is worth nothing elsewhere.")
        .add()
        .property()
        .name(OWN_DOMAINS)
        .label("Refused mail domains")
        .type(ProviderConfigProperty.STRING_TYPE)
        .defaultValue(DEFAULT_DOMAINS)
        .helpText(
            "The university's own mail domains, separated by commas; their subdomains are refused"
                + " too. A mailbox behind this sign-on cannot rescue the sign-on.")
        .add()
        .property()
        .name(CODE_LIFETIME)
        .label("Mailed code lasts (seconds)")
        .type(ProviderConfigProperty.INTEGER_TYPE)
        .defaultValue(standard.lifetime())
        .helpText("1800 as NIST SP 800-63B-4 allows for recovery; ASVS 5.0 would have 600.")
        .add()
        .property()
        .name(RESEND_WAIT)
        .label("Wait between two mails (seconds)")
        .type(ProviderConfigProperty.INTEGER_TYPE)
        .defaultValue(standard.resendWait())
        .helpText("For each user, over all browsers; ends early when the code comes back.")
        .add()
        .property()
        .name(MAILS_PER_HOUR)
        .label("Mails an hour")
        .type(ProviderConfigProperty.INTEGER_TYPE)
        .defaultValue(standard.mailsPerHour())
        .helpText("Mails with codes to one user.")
        .add()
        .property()
        .name(WRONG_CODES_PER_HOUR)
        .label("Wrong mailed codes an hour")
        .type(ProviderConfigProperty.INTEGER_TYPE)
        .defaultValue(standard.wrongCodesPerHour())
        .helpText("Of one user, over all browsers; further codes are not checked.")
        .add()
        .property()
        .name(WRONG_CODES_PER_MONTH)
        .label("Wrong mailed codes in 30 days")
        .type(ProviderConfigProperty.INTEGER_TYPE)
        .defaultValue(standard.wrongCodesPerMonth())
        .helpText(
            "Of one user with one password. Right codes in between do not reset the count; a new"
                + " password does. NIST SP 800-63B-4 has 100 at the most.")
        .add()
        .property()
        .name(TRIES_PER_CODE)
        .label("Tries for a mailed code")
        .type(ProviderConfigProperty.INTEGER_TYPE)
        .defaultValue(standard.triesPerCode())
        .helpText("After so many wrong ones a new code has to be mailed.")
        .add()
        .build();
  }
}
