package io.github.campusotp.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The longest prefix of one family's addresses, flattened: blocks are nested or apart, never
 * crossing, so the space falls into a row of ranges with one answer each, found by binary search.
 *
 * <p>A range starts at {@code highs[i]}, and within it, where a block is longer than 64 bits, at
 * each of {@code lows[starts[i]] … lows[starts[i + 1] - 1]}.
 */
final class PrefixTable {
  private final long[] highs;
  private final int[] starts;
  private final long[] lows;
  private final List<Verdict> answers;

  private PrefixTable(List<Boundary> boundaries) {
    long[] distinct = new long[boundaries.size()];
    int[] first = new int[boundaries.size() + 1];
    int count = 0;
    for (int i = 0; i < boundaries.size(); i++) {
      long high = ordered(boundaries.get(i).high());
      if (count == 0 || distinct[count - 1] != high) {
        distinct[count] = high;
        first[count++] = i;
      }
    }
    first[count] = boundaries.size();
    highs = Arrays.copyOf(distinct, count);
    starts = Arrays.copyOf(first, count + 1);
    lows = boundaries.stream().mapToLong(boundary -> ordered(boundary.low())).toArray();
    answers = boundaries.stream().map(Boundary::answer).toList();
  }

  /**
   * Makes the table.
   *
   * @param blocks the answer of each block, all of one family
   */
  static PrefixTable of(Map<CidrBlock, Verdict> blocks) {
    List<CidrBlock> sorted = new ArrayList<>(blocks.keySet());
    sorted.sort(
        Comparator.comparing((CidrBlock block) -> ordered(block.first().high()))
            .thenComparing(block -> ordered(block.first().low()))
            .thenComparing(CidrBlock::prefix));
    List<Boundary> row = new ArrayList<>();
    row.add(new Boundary(0, 0, Verdict.OFF_CAMPUS));
    Deque<CidrBlock> open = new ArrayDeque<>();
    for (CidrBlock block : sorted) {
      while (!open.isEmpty() && !open.peek().contains(block.first())) {
        close(open, blocks, row);
      }
      add(row, block.first().high(), block.first().low(), blocks.get(block));
      open.push(block);
    }
    while (!open.isEmpty()) {
      close(open, blocks, row);
    }
    return new PrefixTable(row);
  }

  /** Behind the end of a block, the one around it goes on. */
  private static void close(
      Deque<CidrBlock> open, Map<CidrBlock, Verdict> blocks, List<Boundary> row) {
    CidrBlock block = open.pop();
    long low = block.lastLow() + 1;
    long high = block.lastHigh() + (low == 0 ? 1 : 0);
    boolean endOfSpace = high == 0 && low == 0;
    if (!endOfSpace) {
      Verdict around = open.isEmpty() ? Verdict.OFF_CAMPUS : blocks.get(open.peek());
      add(row, high, low, around);
    }
  }

  /** Of several boundaries in one place, the last counts. */
  private static void add(List<Boundary> row, long high, long low, Verdict answer) {
    Boundary last = row.get(row.size() - 1);
    if (last.high() == high && last.low() == low) {
      row.remove(row.size() - 1);
    }
    row.add(new Boundary(high, low, answer));
  }

  /** The answer of the longest prefix that contains the address. */
  Verdict answer(ClientAddress address) {
    return answers.get(range(address.high(), address.low()));
  }

  /** The first campus network that has an address of the block; empty where none has one. */
  Optional<String> anyIn(CidrBlock block) {
    int first = range(block.first().high(), block.first().low());
    int last = range(block.lastHigh(), block.lastLow());
    return answers.subList(first, last + 1).stream()
        .map(Verdict::network)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private int range(long unsignedHigh, long unsignedLow) {
    long high = ordered(unsignedHigh);
    int at = floor(highs, 0, highs.length, high);
    return highs[at] == high
        ? floor(lows, starts[at], starts[at + 1], ordered(unsignedLow))
        : starts[at + 1] - 1;
  }

  /** The index of the last element of {@code row[from, to)} not above the key, or from - 1. */
  private static int floor(long[] row, int from, int to, long key) {
    int at = from - 1;
    int left = to - from;
    while (left > 0) {
      int half = left + 1 >>> 1;
      // Without a second assignment in an else branch this compiles to a conditional move.
      at = row[at + half] <= key ? at + half : at;
      left -= half;
    }
    return at;
  }

  /** Makes Java's signed order that of unsigned numbers. */
  private static long ordered(long unsigned) {
    return unsigned ^ Long.MIN_VALUE;
  }

  private record Boundary(long high, long low, Verdict answer) {}
}
