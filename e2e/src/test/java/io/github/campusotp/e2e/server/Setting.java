package io.github.campusotp.e2e.server;

/** A changed setting, which goes back when it is closed. */
public interface Setting extends AutoCloseable {
  @Override
  void close();
}
