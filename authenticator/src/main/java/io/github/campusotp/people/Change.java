package io.github.campusotp.people;

import java.util.Map;

/**
 * A mail, or what was done to password, key or address, as Keycloak has saved it.
 *
 * @param time in milliseconds since 1970
 * @param type of the event, as Keycloak names it
 * @param error why it failed, as Keycloak names it; null if it did not
 * @param remote address of the request, as Keycloak sees it
 * @param details what the event says besides
 */
public record Change(
    long time, String type, String error, String remote, Map<String, String> details) {}
