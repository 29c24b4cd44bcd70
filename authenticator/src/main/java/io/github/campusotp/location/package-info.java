/**
 * The policy of the realm; where a request comes from and which level it needs by that, and how
 * events say it. Uses {@code level} and {@code network}.
 */
package io.github.campusotp.location;
