package dev.tocsin.laboratory.plant;

import static org.awaitility.Awaitility.await;

import dev.tocsin.laboratory.Pause;
import dev.tocsin.laboratory.Program;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A process of the plant that can be killed, held and started again, on the same ports and data.
 */
public final class Machine implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final String name;
  private final Supplier<List<String>> command;
  private final BooleanSupplier ready;
  private final Duration absence;
  private Program program;
  private boolean closed;

  Machine(String name, Supplier<List<String>> command, BooleanSupplier ready) {
    this(name, command, ready, Duration.ZERO);
  }

  /**
   * @param absence how long whoever supervises it waits before a further start
   */
  Machine(String name, Supplier<List<String>> command, BooleanSupplier ready, Duration absence) {
    this.name = name;
    this.command = command;
    this.ready = ready;
    this.absence = absence;
  }

  public String name() {
    return name;
  }

  /** Starts the process, a further time after its absence, and returns at once. */
  public synchronized Machine start() {
    if (program != null) {
      Pause.of(absence);
    }
    if (closed) {
      throw new IllegalStateException(name + " belongs to a plant that is closed");
    }
    program = Program.start(name, Map.of(), command.get());
    return this;
  }

  /** Returns once it says that it is ready; fails where it has ended. */
  public Machine awaitReady() {
    await(name + " is ready")
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .failFast(name + " ended", () -> !program.isAlive())
        .until(ready::getAsBoolean);
    return this;
  }

  public boolean isReady() {
    return isRunning() && ready.getAsBoolean();
  }

  public boolean isRunning() {
    return program != null && program.isAlive();
  }

  /** SIGKILL. */
  public void kill() {
    program.kill();
  }

  /** SIGTERM. */
  public void stop() {
    program.terminate();
  }

  /** SIGSTOP: it lives and does nothing. */
  public void hold() {
    program.signal("STOP");
  }

  /** SIGCONT: it goes on as if no time had passed. */
  public void release() {
    program.signal("CONT");
  }

  /** What it has said since its last start. */
  public String output() {
    return program.output();
  }

  /** Returns once it has said so. */
  public Machine awaitOutput(String text) {
    program.awaitOutput(text, START_LIMIT);
    return this;
  }

  /** What it holds in memory now, in MiB. */
  public long residentMegabytes() {
    return program.residentMegabytes();
  }

  /** What a service still holds after a full collection, in MiB. */
  public long liveMegabytes() {
    return program.liveMegabytes();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (program != null) {
      program.close();
    }
  }
}
