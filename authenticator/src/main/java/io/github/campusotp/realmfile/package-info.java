/**
 * What a realm's file leaves to the environment, put in when the realm is made. Uses {@code
 * location} and {@code network}.
 */
package io.github.campusotp.realmfile;
