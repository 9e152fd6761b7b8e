package dev.tocsin.standalone;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The schema registry (Apicurio) in a process of its own: it is a Quarkus application and shares
 * neither class path nor logging with the rest.
 */
final class SchemaRegistryProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  /** How long to wait for an answer before looking whether the process still lives. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

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
    Path program = home.resolve("quarkus-run.jar");
    if (!Files.exists(program)) {
      throw new CannotStart(
          "The schema registry's program %s is missing: build Tocsin again with ./tocsin up."
              .formatted(program));
    }
    Path log = folder.resolve("schema-registry.log");
    var process =
        new ProcessBuilder(command(port, program, folder))
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
    process.destroy();
    if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      // Harmless: every registered schema is on disk before it is answered.
      process.destroyForcibly().waitFor();
    }
  }

  private static List<String> command(int port, Path program, Path folder) {
    return List.of(
        "sh",
        "-c",
        WITH_ITS_PARENT,
        "schema-registry",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx192m",
        "-XX:+UseSerialGC",
        // It is asked a few times at each start: compiling it well costs more than it brings.
        "-XX:TieredStopAtLevel=1",
        "-Dquarkus.http.host=127.0.0.1",
        "-Dquarkus.http.port=" + port,
        "-Dquarkus.management.host=127.0.0.1",
        "-Dquarkus.management.port=0",
        "-Dquarkus.http.access-log.enabled=false",
        "-Dquarkus.log.level=WARN",
        "-Dquarkus.log.category.\"io.apicurio\".level=WARN",
        // Without a write delay an id that was answered survives a kill.
        "-Dapicurio.datasource.url=jdbc:h2:file:" + folder.resolve("schemas") + ";WRITE_DELAY=0",
        "-Dapicurio.datasource.jdbc.initial-size=1",
        "-Dapicurio.datasource.jdbc.min-size=1",
        "-Dapicurio.datasource.jdbc.max-size=8",
        "-Dapicurio.storage.snapshot.location=" + folder,
        "-Dapicurio.import.work-dir=" + folder,
        "-jar",
        program.toString());
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
