/**
 * Every sign-on: the network condition, the yellow page, and the last check before a service is
 * told. Uses {@code otpkey} and everything below.
 *
 * <table>
 *   <caption>When is the yellow page shown?</caption>
 *   <tr><th>place</th><th>session</th><th>key</th><th>request</th><th>what is shown</th></tr>
 *   <tr><td>on campus</td><td>any</td><td>any</td><td>any</td><td>nothing; but for a user who is
 *       always asked, the same as off campus</td></tr>
 *   <tr><td>off campus, or unknown</td><td>none, or without a one-time password</td><td>yes</td>
 *       <td>any</td><td>the yellow page</td></tr>
 *   <tr><td>off campus, or unknown</td><td>with a one-time password of the present key, no older than
 *       {@code otpMaxAge}</td><td>yes</td><td>plain</td><td>nothing</td></tr>
 *   <tr><td>off campus, or unknown</td><td>with a one-time password</td><td>yes</td>
 *       <td>{@code prompt=login}, {@code ForceAuthn}</td><td>the yellow page, after the
 *       password</td></tr>
 *   <tr><td>off campus, or unknown</td><td>any</td><td>no</td><td>any</td><td>the set-up of a key,
 *       behind a mailed code</td></tr>
 * </table>
 */
package io.github.campusotp.signin;
