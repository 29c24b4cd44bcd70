package io.github.campusotp.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the list of campus networks line by line and refuses what could open a door. */
final class NetworkList {
  private final Map<CidrBlock, String> campus = new HashMap<>();
  private final Map<CidrBlock, String> exclusions = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean closed;

  NetworkList(String text) {
    boolean afterExclusion = false;
    String[] lines = Spaces.lines(text);
    for (int i = 0; i < lines.length; i++) {
      NetworkLine line = NetworkLine.of(i + 1, lines[i], afterExclusion);
      if (!line.isBlank()) {
        read(line);
        afterExclusion = line.exclusion();
      }
    }
  }

  private void read(NetworkLine line) {
    try {
      line.requireNoQuotationMarks();
      if (line.exclusion()) {
        requireExclamationMark(line);
      }
      String name = line.name();
      // What is taken out is named nowhere but here, so OMUNET-1X and !OMUNET-1X may both stand.
      if (!names.add((line.exclusion() ? "!" : "") + name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "the name "
                + Quoted.of(name)
                + " stands on another line already; put all of its blocks on one line, separated"
                + " by commas, or write another name");
      }
      List<CidrBlock> blocks = line.blocks();
      if (line.exclusion()) {
        blocks.forEach(block -> exclusions.putIfAbsent(block, name));
      } else {
        requireUnclaimed(blocks);
        blocks.forEach(block -> campus.put(block, name));
      }
    } catch (IllegalArgumentException refused) {
      refuse(line, refused.getMessage());
    }
  }

  private static void requireExclamationMark(NetworkLine line) {
    if (!line.text().startsWith("!")) {
      throw new IllegalArgumentException(
          "it may be meant to take a network out; write !VPN = 10.64.99.0/24, all on one line, for"
              + " that, and else start with a name and use no ! in it");
    }
  }

  private void requireUnclaimed(List<CidrBlock> blocks) {
    for (CidrBlock block : blocks) {
      if (campus.containsKey(block)) {
        throw new IllegalArgumentException(
            block
                + " belongs to "
                + Quoted.of(campus.get(block))
                + " already; write it on one line only");
      }
    }
  }

  private void refuse(NetworkLine line, String problem) {
    closed |= line.exclusion();
    problems.add(
        new Problem(
            line.number(),
            Quoted.of(line.text()),
            problem,
            line.exclusion()
                ? "the whole list counts for nothing and every address is off campus, since this"
                    + " line may keep addresses out"
                : "this line counts for nothing"));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** What each block stands for. */
  Map<CidrBlock, Verdict> blocks(boolean ipv4) {
    Map<CidrBlock, Verdict> answers = new HashMap<>();
    if (!closed) {
      campus.forEach((block, name) -> answers.put(block, Verdict.campus(name)));
      exclusions.forEach((block, name) -> answers.put(block, Verdict.takenOut(name)));
      answers.keySet().removeIf(block -> block.first().isIpv4() != ipv4);
    }
    return answers;
  }
}
