package dev.tocsin.benchmarks;

import dev.tocsin.standalone.AtExit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A program under measurement: started until it says that it is ready, and stopped with SIGTERM. It
 * goes with its data when it is closed, or when the measuring is broken off.
 */
final class Program implements AutoCloseable {
  private static final long STOP_SECONDS = 40;

  private final Process process;
  private final Path folder;

  private Program(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * Starts it and returns once a line of its output begins with {@code ready}.
   *
   * @param folder its data
   */
  static Program start(
      List<String> command, Map<String, String> environment, Path folder, String ready)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    Program program = new Program(process, folder);
    AtExit.close(program);
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    String line;
    do {
      line = output.readLine();
      said.append(line).append('\n');
      if (line == null) {
        throw new IOException(command + " ended before it was ready:\n" + said);
      }
    } while (!line.startsWith(ready));
    Thread.ofPlatform().daemon().start(() -> passOn(output));
    return program;
  }

  private static void passOn(BufferedReader output) {
    try {
      String line;
      while ((line = output.readLine()) != null) {
        System.err.println(line);
      }
    } catch (IOException e) {
      // The program has been stopped, and its output with it.
    }
  }

  /** What it and its children have used of the processor so far. */
  Duration cpu() {
    return handles()
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  private Stream<ProcessHandle> handles() {
    return Stream.concat(Stream.of(handle()), process.descendants());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    FileSystemUtils.deleteRecursively(folder);
  }
}
