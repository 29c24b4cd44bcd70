package io.github.campusotp.mailcode;

/**
 * Limits and lifetime of a mailed code.
 *
 * @param lifetime seconds for which a code is good; NIST SP 800-63B-4, 4.2.1.2, allows 30 minutes
 *     for a recovery code, ASVS 5.0, 6.5.5, wants 10
 * @param resendWait seconds between two mails to one user, unless the first one's code came back
 * @param mailsPerHour mails to one user in any hour
 * @param wrongCodesPerHour wrong codes of one user in any hour, over all sessions
 * @param wrongCodesPerMonth wrong codes of one user and password in any 30 days; NIST SP 800-63B-4,
 *     3.2.2, has 100 at the most
 * @param triesPerCode tries that one code bears
 */
public record CodePolicy(
    int lifetime,
    int resendWait,
    int mailsPerHour,
    int wrongCodesPerHour,
    int wrongCodesPerMonth,
    int triesPerCode) {
  /**
   * 30 minutes, a minute between mails, 5 mails and 10 wrong codes an hour, 100 wrong ones in 30
   * days, 5 tries a code.
   */
  public static final CodePolicy DEFAULT = new CodePolicy(1800, 60, 5, 10, 100, 5);
}
