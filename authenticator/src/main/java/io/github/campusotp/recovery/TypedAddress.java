package io.github.campusotp.recovery;

import java.net.IDN;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.utils.EmailValidationUtil;

/**
 * A recovery address as a user typed it, and what is wrong with it.
 *
 * @param text in the form in which it is kept: full-width letters made ASCII (Unicode NFKC), no
 *     space around it, the domain in lower-case ASCII (RFC 3490), as a mail server sees it
 */
record TypedAddress(String text) {
  /** RFC 5321, 4.5.3.1.3: a path of 256 octets less its angle brackets. */
  private static final int LONGEST = 254;

  static TypedAddress of(String typed) {
    if (typed == null || typed.length() > 2 * LONGEST) {
      return new TypedAddress(typed == null ? "" : typed);
    }
    String text = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
    int at = text.lastIndexOf('@') + 1;
    String domain = text.substring(at);
    return new TypedAddress(text.substring(0, at) + asciiDomain(domain).orElse(domain));
  }

  boolean isMissing() {
    return text.isEmpty();
  }

  /**
   * RFC 5321 without quoted names and address literals, which no private mailbox has, and without
   * {@code %} and {@code !}: to some mail servers {@code x%omu.ac.jp@example.com} is a mailbox of
   * omu.ac.jp (RFC 1123, 5.2.16).
   */
  boolean isMailAddress() {
    return text.length() <= LONGEST
        && text.matches(
            "[\\x21-\\x7E&&[^\"<>\\[\\]\\\\(),:;%!]]+@[^@\"<>\\[\\]\\\\(),:;\\s]+\\.[^@.\\s]{2,}")
        && EmailValidationUtil.isValidEmail(text)
        && asciiDomain(text.substring(text.lastIndexOf('@') + 1)).isPresent();
  }

  /**
   * Whether only dots beside each other or before the @ keep it from being one, as in mobile
   * mailboxes of before 2009 (docomo, au). RFC 5321 wants such names quoted, and mail servers on
   * the way refuse or change them.
   */
  boolean hasStrayDots() {
    int at = text.lastIndexOf('@');
    return at > 0
        && !isMailAddress()
        && new TypedAddress(
                text.substring(0, at).replaceAll("\\.{2,}", ".").replaceFirst("\\.$", "")
                    + text.substring(at))
            .isMailAddress();
  }

  /**
   * The one of these domains that the address lies in, itself or below.
   *
   * @param domains the university's own
   */
  Optional<String> within(List<String> domains) {
    String domain = asciiDomain(text.substring(text.lastIndexOf('@') + 1)).orElse("");
    return domains.stream()
        .filter(own -> domain.equals(own) || domain.endsWith("." + own))
        .findFirst();
  }

  /** A domain as a mail server sees it; empty where it is none. */
  static Optional<String> asciiDomain(String domain) {
    try {
      return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
  }
}
