/**
 * Where a request comes from, by the policy of the realm, and how events say it. Uses {@code
 * network}.
 */
package io.github.campusotp.location;
