package io.github.campusotp.network;

import inet.ipaddr.IPAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of a list of networks, read the slow and obvious way.
 *
 * @param name without the "!"
 * @param takesOut whether it starts with a "!"
 * @param read each block, empty where it is none
 */
record ListLine(String name, boolean takesOut, List<Optional<IPAddress>> read) {
  static List<ListLine> of(String list) {
    return Stream.of(list.replaceFirst("^\uFEFF", "").split("\\R"))
        .map(line -> strip(line.split("#", -1)[0]))
        .map(ListLine::ofLine)
        .toList();
  }

  private static ListLine ofLine(String line) {
    String[] sides = line.replaceFirst("^!", "").split("=", 2);
    List<Optional<IPAddress>> read =
        Stream.of((sides.length == 2 ? sides[1] : "").split(",", -1))
            .map(block -> Reference.block(strip(block)))
            .toList();
    return new ListLine(strip(sides[0]), line.startsWith("!"), read);
  }

  private static String strip(String text) {
    String space = "[\\p{javaWhitespace}\\p{javaSpaceChar}]";
    return text.replaceAll("^" + space + "+|" + space + "+$", "");
  }

  boolean isReadable() {
    return !name.isEmpty() && read.stream().allMatch(Optional::isPresent);
  }

  boolean isPlainlyNamed() {
    return name.matches("[A-Za-z0-9][A-Za-z0-9 -]*");
  }

  Stream<IPAddress> blocks() {
    return read.stream().flatMap(Optional::stream);
  }

  /** The longest prefix that the address lies in, or 0. */
  int prefixOf(IPAddress address) {
    return blocks()
        .filter(block -> block.contains(address))
        .mapToInt(IPAddress::getPrefixLength)
        .max()
        .orElse(0);
  }

  static int longestOf(IPAddress address, List<ListLine> lines) {
    return lines.stream().mapToInt(line -> line.prefixOf(address)).max().orElse(0);
  }
}
