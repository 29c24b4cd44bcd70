package io.github.campusotp.people;

import java.util.List;
import java.util.Map;

/**
 * What the help desk sees of a person.
 *
 * @param id Keycloak's
 * @param username what they sign on with
 * @param firstName may be null
 * @param lastName may be null
 * @param enabled whether they may sign on at all
 * @param federation name of the directory that they come from; null for none
 * @param since what they have set up: {@code password}, {@code key}, {@code passkey}, {@code
 *     backupCodes}, each with its time in milliseconds since 1970
 * @param backupCodesLeft how many are still good; null without any, and in lists
 * @param address the recovery address, masked; null without one
 * @param owed ids of the required actions that their next sign-on has to pass
 * @param locks what they have used up for now
 * @param pass that is good now; null for none
 */
public record Person(
    String id,
    String username,
    String firstName,
    String lastName,
    boolean enabled,
    String federation,
    Map<String, Long> since,
    Integer backupCodesLeft,
    String address,
    List<String> owed,
    List<String> locks,
    GoodPass pass) {

  /**
   * A pass, without its digits.
   *
   * @param until milliseconds since 1970
   * @param usesLeft how often it is still good
   * @param mayRegister whether another recovery address may be registered with it
   */
  public record GoodPass(long until, long usesLeft, boolean mayRegister) {}
}
