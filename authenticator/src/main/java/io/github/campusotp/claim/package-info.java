/** What services are told about a user. Uses nothing else of ours. */
package io.github.campusotp.claim;
