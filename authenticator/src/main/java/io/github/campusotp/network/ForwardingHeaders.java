package io.github.campusotp.network;

import java.util.ArrayList;
import java.util.List;

/** Which addresses do the forwarding headers name? */
public final class ForwardingHeaders {
  private ForwardingHeaders() {}

  /**
   * Collects every entry of every {@code X-Forwarded-For} line and every {@code for=} of every
   * {@code Forwarded} line (RFC 7239), as they stand and in their order. Nothing is left out for
   * being odd: an empty entry or a malformed element yields an entry that is no address.
   *
   * @param xForwardedFor the values of all {@code X-Forwarded-For} lines; null for none
   * @param forwarded the values of all {@code Forwarded} lines; null for none
   * @return the entries, not yet read as addresses
   */
  public static List<String> addresses(List<String> xForwardedFor, List<String> forwarded) {
    List<String> addresses = new ArrayList<>();
    for (String line : xForwardedFor == null ? List.<String>of() : xForwardedFor) {
      for (String entry : line == null ? new String[] {""} : line.split(",", -1)) {
        addresses.add(entry(entry));
      }
    }
    for (String line : forwarded == null ? List.<String>of() : forwarded) {
      addresses.addAll(ForwardedLine.addresses(line == null ? "" : line));
    }
    return addresses;
  }

  /**
   * One entry of {@code X-Forwarded-For}, without the blanks and tabs that HTTP allows around it.
   *
   * @param text the entry as it stands; may be null
   * @return the entry, not yet read as an address; null for null
   */
  public static String entry(String text) {
    return text == null ? null : Spaces.stripHeader(text);
  }
}
