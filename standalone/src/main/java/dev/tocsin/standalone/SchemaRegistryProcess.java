package dev.tocsin.standalone;

import static java.util.Map.entry;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The schema registry (Apicurio) in a process of its own: it is a Quarkus application and shares
 * neither class path nor logging with the rest.
 */
final class SchemaRegistryProcess implements AutoCloseable {

  private static final String PROGRAM = "quarkus-run.jar";
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  /** How long to wait for an answer before looking whether the process still lives. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /**
   * Makes the shell become the registry, and leaves a reader behind that kills the registry when
   * this process is gone, whatever ended it: its end of the pipe closes then. Ctrl-C in a terminal
   * goes to the whole process group; the registry ignores it, because it has to stop last.
   */
  private static final String WITH_ITS_PARENT =
      """
      trap '' INT
      exec 3<&0 </dev/null
      { read -r _ <&3; kill -KILL $$; } 2>/dev/null &
      exec 3<&-
      exec "$@"
      """;

  private final Process process;

  private SchemaRegistryProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts the registry and waits until it answers.
   *
   * @param home where its distribution is unpacked
   * @param folder where its database and its log are kept
   */
  static SchemaRegistryProcess start(int port, Path home, Path folder)
      throws IOException, InterruptedException {
    if (!Files.exists(home.resolve(PROGRAM))) {
      throw new CannotStart(
          "The schema registry is not in %s: set the system property %s to where it is unpacked."
              .formatted(home.toAbsolutePath(), Tocsin.REGISTRY_HOME));
    }
    Path log = folder.resolve("schema-registry.log");
    var process =
        new ProcessBuilder(command(port, home, folder))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .start();
    try {
      awaitAnswer(process, port, log);
    } catch (Throwable e) {
      process.destroyForcibly();
      throw e;
    }
    return new SchemaRegistryProcess(process);
  }

  /** What a Confluent client takes as {@code schema.registry.url}. */
  static String url(int port) {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() throws InterruptedException {
    // Not process.destroy(): that closes the pipe too, and the reader behind it kills at once.
    process.toHandle().destroy();
    if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      // Harmless: every registered schema is on disk before it is answered.
      process.destroyForcibly().waitFor();
    }
  }

  private static List<String> command(int port, Path home, Path folder) {
    var command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                WITH_ITS_PARENT,
                "schema-registry",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                // It is asked a few times at each start: compiling it well costs more than it
                // brings.
                "-XX:TieredStopAtLevel=1",
                // Written when a first run ends, and read from then on: the start takes half as
                // long.
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + home.resolve("classes.jsa"),
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
    settings(port, folder).forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", home.resolve(PROGRAM).toString()));
    return command;
  }

  private static Map<String, String> settings(int port, Path folder) {
    return Map.ofEntries(
        entry("quarkus.http.host", Port.HOST),
        entry("quarkus.http.port", Integer.toString(port)),
        entry("quarkus.http.access-log.enabled", "false"),
        entry("quarkus.management.host", Port.HOST),
        entry("quarkus.management.port", "0"),
        entry("quarkus.log.level", "WARN"),
        entry("quarkus.log.category.\"io.apicurio\".level", "WARN"),
        // Without a write delay, an id that was answered survives a kill.
        entry(
            "apicurio.datasource.url",
            "jdbc:h2:file:" + folder.resolve("schemas") + ";WRITE_DELAY=0"),
        entry("apicurio.datasource.jdbc.initial-size", "1"),
        entry("apicurio.datasource.jdbc.min-size", "1"),
        entry("apicurio.datasource.jdbc.max-size", "8"),
        entry("apicurio.storage.snapshot.location", folder.toString()),
        entry("apicurio.import.work-dir", folder.toString()));
  }

  private static void awaitAnswer(Process process, int port, Path log) throws InterruptedException {
    var readiness = new Readiness(url(port) + "/subjects");
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!readiness.await(GLANCE)) {
      if (!process.isAlive()) {
        throw new CannotStart(
            "The schema registry stopped while it started; its log, %s, says why.".formatted(log));
      }
      if (System.nanoTime() > end) {
        throw new CannotStart(
            "The schema registry did not answer within %d seconds; its log is %s."
                .formatted(START_LIMIT.toSeconds(), log));
      }
    }
  }
}
