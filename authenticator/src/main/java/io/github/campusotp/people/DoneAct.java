package io.github.campusotp.people;

/**
 * What the office did to a person, as Keycloak has saved it.
 *
 * @param time in milliseconds since 1970
 * @param what the last part of the path of the call
 * @param administrator id of the user who did it
 * @param reason in words; null where it was not kept
 * @param uses for which a pass was given; null where none was
 */
public record DoneAct(long time, String what, String administrator, String reason, String uses) {}
