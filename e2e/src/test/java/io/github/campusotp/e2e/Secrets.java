package io.github.campusotp.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What nobody may find, as the stories come to know it, and where it stands all the same.
 *
 * <p>Passwords and keys are long: they count wherever they stand, a key also in groups of four. A
 * code has six digits, and so have other numbers in a log. It counts as a word of its own, unless
 * it is the decimals of a number or has some, and in a line that was written no more than two
 * minutes before or after somebody held that very code: in the request that it was made for, or
 * that brought it. One in a thousand is a round number, and not looked for. Text without a time, as
 * events are, is searched for all codes.
 */
public final class Secrets {
  /** Of all stories. */
  public static final Secrets SEEN = new Secrets();

  private static final Duration AT_HAND = Duration.ofMinutes(2);
  private static final int AROUND = 120;

  /** Words apart from what stands for another character: in an address, in a quoted text. */
  private static final Pattern WORD =
      Pattern.compile("%\\p{XDigit}{2}|\\\\(?:u\\p{XDigit}{4}|\\p{Lower})|(\\p{Alnum}+)");

  private static final Pattern CODE = Pattern.compile("[0-9]{6}(?:[0-9]{2})?");

  /** As Keycloak has them in its log at each start: 900000 ms between two tasks. */
  private static final Pattern ROUND = Pattern.compile("[0-9]+000");

  private static final String NO_DECIMALS = "(?<!(?<![\\w-])\\d{1,9}\\.)%s(?!\\.\\d)";
  private static final String BETWEEN_GROUPS = "(?:[\\s+,-]|%20)*";

  /** As a sign-on keeps a code, with the time of its end; who has it can try a million codes. */
  private static final Pattern KEPT_CODE = Pattern.compile("[0-9a-f]{64} \\d{10}\\b");

  /** Also one that was made and shown to nobody: the realm's keys are this long. */
  private static final Pattern KEY = Pattern.compile("[A-Z2-7]{32}");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
  private static final Pattern TIMED = Pattern.compile("\\d{4}-\\d\\d-\\d\\d [\\d:]{8},\\d{3} .*");
  private static final int TIME_LENGTH = 23;

  private final Map<String, Set<Secret>> byWord = new ConcurrentHashMap<>();

  public Secrets() {
    add(new Secret("the address of a key", "otpauth", 0, null), "otpauth");
  }

  /** Somebody's password; what is too short for the realm is a word like any other. */
  public void password(String password) {
    if (password.length() >= 10) {
      text("a password", password);
      text("a password", URLEncoder.encode(password, StandardCharsets.UTF_8));
    }
  }

  /** A setup key in Base32, with or without spaces. */
  public void key(String key) {
    String[] groups = key.replaceAll("\\s", "").split("(?<=\\G.{4})");
    add(new Secret("a key", String.join(BETWEEN_GROUPS, groups), 0, null), groups[0]);
  }

  /** A one-time password or a mailed code, right or wrong, that somebody has now. */
  public void code(String code) {
    code(code, Instant.now());
  }

  /** The same at another time. */
  public void code(String code, Instant time) {
    if (CODE.matcher(code).matches() && !ROUND.matcher(code).matches()) {
      add(new Secret("a code", NO_DECIMALS.formatted(code), 0, time), code);
    }
  }

  /** Known by its longest word. */
  private void text(String what, String text) {
    String longest = "";
    int offset = 0;
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      if (word.group(1) != null && word.group(1).length() > longest.length()) {
        longest = word.group(1);
        offset = word.start();
      }
    }
    add(new Secret(what, Pattern.quote(text), offset, null), longest);
  }

  private void add(Secret secret, String word) {
    byWord.computeIfAbsent(word, unknown -> ConcurrentHashMap.newKeySet()).add(secret);
  }

  /**
   * Reads a text to its end, once.
   *
   * @param text lines, those of a log with the time first
   * @return what each one is that stands there, and what stands around it
   */
  public List<String> in(Reader text) throws IOException {
    List<String> findings = new ArrayList<>();
    String timed = "";
    BufferedReader lines = new BufferedReader(text);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (TIMED.matcher(line).matches()) {
        timed = line;
      }
      Matcher word = WORD.matcher(line);
      while (word.find()) {
        if (word.group(1) != null) {
          for (String what : at(word.start(), word.group(1), line, timed)) {
            findings.add(what + " in: " + around(line, word.start(), word.end()));
          }
        }
      }
    }
    return findings;
  }

  private Collection<String> at(int begin, String word, String line, String timed) {
    if (word.length() == 64 && isAt(begin, KEPT_CODE, line)) {
      return List.of("a code as it is kept");
    }
    if (word.length() == 32 && KEY.matcher(word).matches()) {
      return List.of("a key");
    }
    Set<Secret> known = byWord.get(word);
    if (known == null) {
      return List.of();
    }
    return known.stream()
        .filter(secret -> begin >= secret.offset)
        .filter(secret -> secret.wasAtHand(timed))
        .filter(secret -> isAt(begin - secret.offset, Pattern.compile(secret.shape), line))
        .map(Secret::what)
        .distinct()
        .toList();
  }

  private static boolean isAt(int begin, Pattern shape, String line) {
    return shape
        .matcher(line)
        .region(begin, line.length())
        .useTransparentBounds(true) // what stands before counts
        .lookingAt();
  }

  private static String around(String line, int begin, int end) {
    return line.substring(Math.max(0, begin - AROUND), Math.min(line.length(), end + AROUND));
  }

  /**
   * One of them.
   *
   * @param what it is
   * @param shape the expression that it matches
   * @param offset where in it the word stands by which it is known
   * @param time when somebody had it, or null where it is secret for good
   */
  private record Secret(String what, String shape, int offset, Instant time) {
    boolean wasAtHand(String line) {
      if (time == null || line.isEmpty()) {
        return true;
      }
      Instant written =
          LocalDateTime.parse(line.substring(0, TIME_LENGTH), TIME)
              .atZone(ZoneId.systemDefault())
              .toInstant();
      return Duration.between(time, written).abs().compareTo(AT_HAND) <= 0;
    }
  }
}
