package io.github.campusotp.network;

import java.util.ArrayList;
import java.util.List;

/** The university's own proxies, whose addresses say nothing about the client. Immutable. */
public final class TrustedProxies {
  private final List<CidrBlock> blocks = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private TrustedProxies(String text) {
    String[] lines = Spaces.lines(text);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].replaceFirst("#.*", "");
      for (String entry : line.split("[,\\s\\p{Z}]+")) {
        if (!entry.isEmpty()) {
          read(entry, i + 1);
        }
      }
    }
  }

  /**
   * Reads addresses and CIDR blocks, separated by commas, spaces or line breaks; {@code #} starts a
   * comment. Never throws: an entry that cannot be read is left out, so that the addresses it was
   * meant for count like any other, and users behind that proxy are off campus.
   *
   * @param text the list; null or empty for no proxy
   * @return the proxies
   */
  public static TrustedProxies parse(String text) {
    return new TrustedProxies(text == null ? "" : text);
  }

  private void read(String entry, int line) {
    try {
      blocks.add(CidrBlock.parse(entry));
    } catch (IllegalArgumentException refused) {
      problems.add(
          new Problem(
              line,
              Quoted.of(entry),
              refused.getMessage(),
              "this entry is left out, and requests through that proxy are off campus"));
    }
  }

  /**
   * What was refused.
   *
   * @return one for each refused entry; empty if all is well
   */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  List<CidrBlock> blocks() {
    return List.copyOf(blocks);
  }

  /**
   * Whether an address is one of the proxies'.
   *
   * @param address the address
   * @return whether a block contains it
   */
  public boolean contains(ClientAddress address) {
    for (CidrBlock block : blocks) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
