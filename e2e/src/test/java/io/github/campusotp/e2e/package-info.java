/** What every story knows: people and what they know, secrets that must not show, patience. */
package io.github.campusotp.e2e;
