/** Rate limit and cooldown, counted on all nodes together. Uses nothing else of ours. */
package io.github.campusotp.limit;
