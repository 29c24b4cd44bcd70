package io.github.campusotp.network;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of the list of campus networks: {@code NAME = block, block} or {@code !NAME = block}.
 *
 * @param number its place in the text, from 1
 * @param text the line without its comment and without spaces around it
 * @param exclusion whether it takes blocks out; of a line that cannot be read, whether it was or
 *     may have been meant to
 */
record NetworkLine(int number, String text, boolean exclusion) {
  private static final String SYNTAX = "NAME = block, block, as in OMUNET-1X = 10.64.0.0/12";

  /**
   * Takes a line as it stands.
   *
   * @param afterExclusion whether the line above takes blocks out: a line that names no network may
   *     be that one's continuation
   */
  static NetworkLine of(int number, String raw, boolean afterExclusion) {
    int comment = raw.indexOf('#');
    String text = Spaces.strip(comment < 0 ? raw : raw.substring(0, comment));
    boolean continued = afterExclusion && text.indexOf('=') < 0;
    return new NetworkLine(number, text, continued || mayExclude(text));
  }

  /**
   * A full-width or misplaced "!", a dash, an invisible character before the "!": all of these may
   * be attempts to keep a network out, which must not read as a campus network of a funny name.
   */
  private static boolean mayExclude(String text) {
    String plain = Spaces.strip(Normalizer.normalize(text, Normalizer.Form.NFKC));
    if (plain.isEmpty()) {
      return !text.isEmpty();
    }
    int first = plain.codePointAt(0);
    boolean campus = Character.isLetterOrDigit(first) || first == '=' || first == '#';
    return !campus || plain.indexOf('!') >= 0;
  }

  boolean isBlank() {
    return text.isEmpty();
  }

  /**
   * Refuses what some tools put around a text and keep.
   *
   * @throws IllegalArgumentException if the line begins or ends with a quotation mark
   */
  void requireNoQuotationMarks() {
    if (text.matches("[\"'`“”‘’「『].*|.*[\"'`“”‘’」』]")) {
      throw new IllegalArgumentException("take the quotation marks away; write " + SYNTAX);
    }
  }

  /**
   * The network's name, without the "!".
   *
   * @throws IllegalArgumentException if the line has none, or one with characters that cannot be
   *     told from others
   */
  String name() {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("there is no plain \"=\"; write " + SYNTAX);
    }
    String name = Spaces.strip(text.substring(text.startsWith("!") ? 1 : 0, equals));
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the name is missing; write " + SYNTAX);
    }
    boolean readable =
        Character.isLetterOrDigit(name.codePointAt(0))
            && name.codePoints().noneMatch(Quoted::isInvisible)
            && Normalizer.normalize(name, Normalizer.Form.NFKC).matches("[^!=,#]*");
    if (!readable) {
      throw new IllegalArgumentException(
          "the name "
              + Quoted.of(name)
              + " must start with a letter or digit and do without ! = , # and invisible"
              + " characters; write "
              + SYNTAX);
    }
    return name;
  }

  /**
   * The blocks behind the "=".
   *
   * @throws IllegalArgumentException if there is none, or one that cannot be read
   */
  List<CidrBlock> blocks() {
    String list = Spaces.strip(text.substring(text.indexOf('=') + 1));
    if (list.isEmpty()) {
      throw new IllegalArgumentException("no block follows the \"=\"; write " + SYNTAX);
    }
    List<CidrBlock> blocks = new ArrayList<>();
    for (String block : list.split(",", -1)) {
      blocks.add(CidrBlock.parse(Spaces.strip(block)));
    }
    return blocks;
  }
}
