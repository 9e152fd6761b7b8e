package dev.tocsin.laboratory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of the tests' own, with its output in a file below {@code target}. */
public final class Program implements AutoCloseable {
  /** The project's folder. */
  public static final Path ROOT =
      Path.of(System.getProperty("tocsin.root")).toAbsolutePath().normalize();

  private static final Path TARGET = ROOT.resolve("acceptance/target");
  private static final Path LOGS = TARGET.resolve("logs");
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  public static Program start(String name, Map<String, String> environment, List<String> command) {
    try {
      Files.createDirectories(LOGS);
      Path log = Files.createTempFile(LOGS, name + "-", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(ROOT.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      return new Program(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An empty folder. Not a temporary one of the operating system's, which Kafka Streams warns of:
   * the log is to be as quiet as a user's.
   */
  public static Path newFolder(String name) {
    try {
      return Files.createTempDirectory(Files.createDirectories(TARGET.resolve("data")), name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An option for a JVM that may be killed: what it leaves then lies below {@code target}. */
  public static String temporaryFiles() {
    Path folder = TARGET.resolve("tmp");
    makeFolder(folder);
    return "-Djava.io.tmpdir=" + folder;
  }

  /** Makes a folder, where there is none. */
  public static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file, in a folder that is made for it. */
  public static Path write(Path file, String text) {
    makeFolder(file.getParent());
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a file, or a folder with everything in it, where it exists. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes everything in a folder. */
  public static void clear(Path folder) {
    try (var files = Files.list(folder)) {
      files.forEach(Program::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a program of this name can be found, or else why tests that need it are skipped. */
  public static boolean isInstalled(String name) {
    boolean found = find(name).isPresent();
    if (!found) {
      System.out.println("Skipped what needs " + name + ": it is not installed.");
    }
    return found;
  }

  /** Where the program of this name is. */
  public static Optional<Path> find(String name) {
    return List.of((System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(":")).stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The JVM that runs this program. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The executable jar that the build has made of a module. */
  public static Path executable(String module) {
    try (var files = Files.list(ROOT.resolve(module).resolve("target"))) {
      return files.filter(file -> file.toString().endsWith("-exec.jar")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns once the text stands in the output; fails where the program ends without it. */
  public void awaitOutput(String text, Duration limit) {
    await("'" + text + "' in " + log)
        .atMost(limit)
        .pollInterval(Duration.ofMillis(100))
        .failFast("ended: see " + log, () -> !process.isAlive() && !output().contains(text))
        .until(() -> output().contains(text));
  }

  /** Returns the exit code once the program has ended by itself. */
  public int awaitEnd(Duration limit) {
    try {
      assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
          .as("ended, see %s", log)
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the signal, such as STOP or CONT. */
  public void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it holds in memory now, in MiB. */
  public long residentMegabytes() {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a Java program still holds after a full collection, in MiB. */
  public long liveMegabytes() {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process histogram =
          new ProcessBuilder(tool, Long.toString(process.pid()), "GC.class_histogram").start();
      try (var lines = histogram.inputReader().lines()) {
        return lines
                .filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[2]))
                .findFirst()
                .orElseThrow()
            / (1024 * 1024);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM; returns the exit code. */
  public int terminate() {
    process.destroy();
    return awaitEnd(STOP_LIMIT);
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(STOP_LIMIT);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    if (process.isAlive()) {
      kill();
    }
  }
}
