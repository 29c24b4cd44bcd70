/** Stories of users, administrators and attackers at the one campus. */
package io.github.campusotp.e2e.story;
