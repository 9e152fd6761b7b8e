package dev.tocsin.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the tests' own, from the programs that the machine has: one for the whole
 * run, on a free port, its data in a temporary folder, gone when the run ends.
 */
public final class LocalPostgres {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final String USER = "tocsin";

  private static LocalPostgres running;

  private final Path programs;
  private final Path folder;
  private final int port;

  private LocalPostgres(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  public static boolean isInstalled() {
    return programs().isPresent();
  }

  /** The server, which is started when it is first asked for. */
  public static synchronized LocalPostgres get() {
    if (running == null) {
      try {
        running = start(programs().orElseThrow());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return running;
  }

  /** The JDBC URL of a new, empty database. */
  public String newDatabase() {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    run(List.of("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", USER, name));
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=" + USER;
  }

  /** Ends the server without a goodbye; {@link #resume} starts it again. */
  public void crash() {
    run(List.of("pg_ctl", "-D", folder.toString(), "-m", "immediate", "stop"));
  }

  private void remove() {
    crash();
    execute(List.of("rm", "-r", folder.toString()));
  }

  public void resume() {
    run(
        List.of(
            "pg_ctl",
            "-D",
            folder.toString(),
            "-w",
            "-l",
            folder.resolve("log").toString(),
            "-o",
            "-p " + port + " -c listen_addresses=127.0.0.1 -c fsync=off -k " + folder,
            "start"));
  }

  private static LocalPostgres start(Path programs) throws IOException {
    // Not in the build's folder, where another user might have no business.
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "tocsin-postgres");
    LocalPostgres postgres = new LocalPostgres(programs, folder, freePort());
    if (isRoot()) {
      execute(List.of("chown", "postgres", folder.toString()));
    }
    postgres.run(
        List.of("initdb", "-D", folder.toString(), "-U", USER, "-A", "trust", "-E", "UTF8"));
    postgres.resume();
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::remove));
    return postgres;
  }

  /** Runs one of the server's programs, never as root: it would refuse. */
  private void run(List<String> command) {
    List<String> full = new ArrayList<>();
    if (isRoot()) {
      full.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    full.add(programs.resolve(command.getFirst()).toString());
    full.addAll(command.subList(1, command.size()));
    execute(full);
  }

  private static void execute(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " ended with " + process.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static Optional<Path> programs() {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
