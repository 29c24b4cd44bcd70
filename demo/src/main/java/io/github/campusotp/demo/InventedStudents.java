package io.github.campusotp.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Students who are there to be counted: four of five have had a key for so many weeks, and none has
 * a password, so that none can sign on.
 */
final class InventedStudents {
  static final int HOW_MANY = 2000;
  static final List<String> FACULTIES = List.of("文学部", "理学部", "工学部", "医学部", "現代システム科学域");

  private static final List<String> FAMILY_NAMES =
      List.of("佐々木", "山口", "松本", "井上", "木村", "林", "清水", "山崎", "阿部", "森", "池田");
  private static final List<String> GIVEN_NAMES =
      List.of("颯太", "美咲", "大輝", "さくら", "悠真", "楓", "陽向", "千尋", "健", "七海", "翔", "遥", "匠");

  private static final String SETTINGS =
      "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}";

  private InventedStudents() {}

  /**
   * All of them, as Keycloak's API takes users.
   *
   * @param now the end of the weeks in which keys were made
   */
  static List<Map<String, Object>> all(Instant now) {
    return IntStream.range(0, HOW_MANY).mapToObj(number -> student(number, now)).toList();
  }

  private static Map<String, Object> student(int number, Instant now) {
    int mixed = number * 7919 % HOW_MANY; // each number once, in no order that the eye sees
    String username = "c25z%04d".formatted(number);
    Map<String, Object> student = new HashMap<>();
    student.put("username", username);
    student.put("enabled", true);
    student.put("email", username + "@example.ac.jp");
    student.put("lastName", FAMILY_NAMES.get(number % FAMILY_NAMES.size()));
    student.put("firstName", GIVEN_NAMES.get(number % GIVEN_NAMES.size()));
    student.put(
        "groups", List.of("/" + FACULTIES.get((mixed / 97 + number % 3) % FACULTIES.size())));
    boolean hasKey = mixed < HOW_MANY * 4 / 5;
    if (hasKey || mixed % 2 != 0) {
      student.put("attributes", Map.of("recoveryEmail", List.of(username + "@example.com")));
    }
    if (hasKey) {
      student.put("credentials", List.of(key(now.minus(age(mixed)))));
    }
    return student;
  }

  /** Few at first, then more and more. */
  private static Duration age(int mixed) {
    double share = mixed / (HOW_MANY * 0.8);
    return Duration.ofHours(Math.round(Duration.ofDays(80).toHours() * (1 - Math.sqrt(share))));
  }

  private static Map<String, Object> key(Instant made) {
    return Map.of(
        "type",
        "otp",
        "createdDate",
        made.toEpochMilli(),
        "credentialData",
        SETTINGS,
        "secretData",
        "{\"value\":\"" + UUID.randomUUID() + "\"}");
  }
}
