package dev.tocsin.laboratory.plant;

import dev.tocsin.laboratory.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PostgreSQL, from the programs that the machine has, as the user that it insists on. */
record PostgresServer(Path programs, Path folder, int port) {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final String USER = "tocsin";

  /** Where the newest version's programs are. */
  static Optional<Path> find() {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (var versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(programs -> Files.isExecutable(programs.resolve("postgres")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an empty database in a folder of its own; returns what starts its server. */
  List<String> command() {
    if (isRoot()) {
      run("postgres-folder", List.of("chown", "postgres", folder.toString()));
    }
    String data = folder.resolve("data").toString();
    run("postgres-make", asItsUser("initdb", "-D", data, "-U", USER, "-A", "trust"));
    return asItsUser(
        "postgres",
        "-D",
        data,
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-k",
        folder.toString());
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
  }

  private List<String> asItsUser(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void run(String name, List<String> command) {
    try (Program program = Program.start(name, Map.of(), command)) {
      if (program.awaitEnd(Duration.ofMinutes(1)) != 0) {
        throw new IllegalStateException(command + ": " + program.output());
      }
    }
  }
}
