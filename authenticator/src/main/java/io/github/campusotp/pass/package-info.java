/** The pass: a second factor that the help desk gives to a person whose own ones are gone. */
package io.github.campusotp.pass;
