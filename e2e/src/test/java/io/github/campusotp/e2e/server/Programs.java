package io.github.campusotp.e2e.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The programs of one story, which other stories do not meet. */
public final class Programs implements AutoCloseable {
  private final List<Program> all = new ArrayList<>();
  private final Campus campus;

  public Programs(Campus campus) {
    this.campus = campus;
  }

  /** One more, with these roles of the client realm-management. */
  public Program with(String... roles) throws IOException, InterruptedException {
    Program program = new Program(campus, List.of(roles));
    all.add(program);
    return program;
  }

  @Override
  public void close() {
    all.forEach(Program::close);
  }
}
