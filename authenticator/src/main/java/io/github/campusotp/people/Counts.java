package io.github.campusotp.people;

/**
 * How far the people of a group, of a role or of a directory are.
 *
 * @param name of it
 * @param people how many there are
 * @param withKey how many have a key
 * @param withAddress how many have a recovery address
 * @param withNeither how many have none of the two
 * @param withBackupCodes how many have backup codes, used or not
 * @param withPasskey how many have a passkey
 */
public record Counts(
    String name,
    long people,
    long withKey,
    long withAddress,
    long withNeither,
    long withBackupCodes,
    long withPasskey) {}
