package io.github.campusotp.e2e.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What runs on a {@link Machine}: commands to their end, and servers until this is closed. */
final class Programs implements AutoCloseable {
  private final Machine machine;
  private final List<Process> servers = new ArrayList<>();

  Programs(Machine machine) {
    this.machine = machine;
  }

  /** Puts a program in front of those of the system. */
  void install(String name, String command) throws IOException {
    Path file = machine.folder().resolve("bin").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + command + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Runs commands of a shell, which have to end well; returns what they print. */
  String run(String commands) throws IOException, InterruptedException {
    Path errors = machine.folder().resolve("commands.log");
    Process process =
        machine
            .command("bash", "-euo", "pipefail", "-c", commands)
            .redirectError(errors.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor())
        .as("%s%n%s%n%s", commands, output, Files.readString(errors))
        .isZero();
    return output;
  }

  /** Starts a server and waits until it answers at this port. */
  void serve(int port, String... command) throws IOException {
    serve(() -> answers(port), command);
  }

  /** Starts a server and waits until it makes this file. */
  void serve(Path file, String... command) throws IOException {
    serve(() -> Files.exists(file), command);
  }

  private void serve(Callable<Boolean> ready, String... command) throws IOException {
    Path output = machine.folder().resolve(command[0] + ".out");
    Process server =
        machine.command(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    servers.add(server);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server)));
    Patience.until(
        command[0],
        () -> {
          assertThat(server.isAlive()).as("see %s", machine.folder()).isTrue();
          return ready.call();
        });
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void end(Process server) {
    List<ProcessHandle> below = server.descendants().toList();
    server.destroy();
    server.onExit().join();
    below.forEach(ProcessHandle::destroy);
  }

  @Override
  public void close() {
    servers.forEach(Programs::end);
  }
}
