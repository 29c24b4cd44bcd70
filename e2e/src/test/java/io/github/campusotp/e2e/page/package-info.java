/** The pages as a story sees them. They know people and secrets, and no server. */
package io.github.campusotp.e2e.page;
