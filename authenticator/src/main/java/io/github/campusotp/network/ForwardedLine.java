package io.github.campusotp.network;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the {@code Forwarded} header (RFC 7239, 4).
 *
 * <p>The client may write the start of it and a proxy the rest, so a quotation mark left open must
 * not swallow what the proxy appended: whatever breaks the grammar adds an entry that is no
 * address. Beyond the grammar, spaces around ";" and unquoted values with colons and brackets are
 * accepted, since their meaning is plain.
 */
final class ForwardedLine {
  // Possessive throughout: the client chooses the text, and backtracking would be at its command.
  private static final Pattern PAIR =
      Pattern.compile(
          "[ \\t]*+(?:(?<name>[\\w!#$%&'*+.^`|~-]++)="
              + "(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<plain>[^\",;\\s]++)))?+"
              + "[ \\t]*+(?<end>[;,]|\\z)");
  private static final String NO_ADDRESS = "";

  private final List<String> addresses = new ArrayList<>();
  private boolean wellFormed = true;
  private int pairs;
  private int addressesInElement;

  private ForwardedLine() {}

  /**
   * Returns the value of every "for", without quotation marks and escapes, in order.
   *
   * @param line the header line's value
   */
  static List<String> addresses(String line) {
    ForwardedLine read = new ForwardedLine();
    Matcher pair = PAIR.matcher(line);
    int at = 0;
    String end;
    do {
      if (pair.region(at, line.length()).lookingAt()) {
        read.pair(pair);
        end = pair.group("end");
        at = pair.end();
      } else {
        read.wellFormed = false;
        at = line.indexOf(',', at) + 1;
        end = at == 0 ? "" : ",";
      }
      if (!end.equals(";")) {
        read.endOfElement();
      }
    } while (!end.isEmpty());
    return read.addresses;
  }

  private void pair(Matcher pair) {
    String name = pair.group("name");
    if (name == null) {
      return;
    }
    pairs++;
    if (name.equalsIgnoreCase("for")) {
      addressesInElement++;
      String quoted = pair.group("quoted");
      addresses.add(quoted == null ? pair.group("plain") : quoted.replaceAll("\\\\(.)", "$1"));
    }
  }

  private void endOfElement() {
    if (!wellFormed || pairs == 0 || addressesInElement > 1) {
      addresses.add(NO_ADDRESS);
    }
    wellFormed = true;
    pairs = 0;
    addressesInElement = 0;
  }
}
