package dev.tocsin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.GraphQl;
import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A standalone Tocsin, started by the project's own script as a user starts it. */
final class RunningTocsin implements AutoCloseable {
  /** Long enough for a build before the start. */
  private static final Duration START_LIMIT = Duration.ofMinutes(6);

  private final Program program;
  private final Ports ports;

  private RunningTocsin(Program program, Ports ports) {
    this.program = program;
    this.ports = ports;
  }

  /** Starts it and returns once it is ready. */
  static RunningTocsin start(Path data, Ports ports) {
    return start(data, ports, Map.of());
  }

  /** Starts it with further settings, as environment variables; returns once it is ready. */
  static RunningTocsin start(Path data, Ports ports, Map<String, String> settings) {
    Program program = up(data, ports, settings);
    try {
      program.awaitOutput("Tocsin is ready", START_LIMIT);
    } catch (RuntimeException e) {
      program.close();
      throw e;
    }
    return new RunningTocsin(program, ports);
  }

  /** Starts it and returns at once. */
  static Program up(Path data, Ports ports) {
    return up(data, ports, Map.of());
  }

  private static Program up(Path data, Ports ports, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    // It ends before it pays to compile anything twice.
    environment.put("TOCSIN_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    environment.putAll(ports.environment());
    environment.put("TOCSIN_DATA_DIR", data.toString());
    return Program.start("tocsin", environment, List.of("./tocsin", "up"));
  }

  Ports ports() {
    return ports;
  }

  Program program() {
    return program;
  }

  GraphQl graphQl() {
    return new GraphQl(ports.http());
  }

  Console console() {
    return new Console(graphQl());
  }

  Device device() {
    return Device.connect(ports.mqtt());
  }

  String output() {
    return program.output();
  }

  /** SIGTERM, which ends it cleanly. */
  void stop() {
    assertThat(program.terminate()).as("exit code").isZero();
  }

  /** SIGKILL. */
  void kill() {
    program.kill();
  }

  @Override
  public void close() {
    if (program.isAlive()) {
      stop();
    }
  }
}
