package dev.tocsin.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.laboratory.Json;
import dev.tocsin.laboratory.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Watches events with the npm package graphql-ws, in a process of its own. */
final class StockSubscriber implements AutoCloseable {
  private static final Path SOURCES = Program.ROOT.resolve("acceptance/src/test/node");
  private static final Path FOLDER = Program.ROOT.resolve("acceptance/target/node");
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final PrintWriter commands;
  private final Queue<JsonNode> happenings = new ConcurrentLinkedQueue<>();

  private StockSubscriber(Process process) {
    this.process = process;
    this.commands = new PrintWriter(process.outputWriter(UTF_8), true);
    Thread.ofVirtual().start(this::read);
  }

  /** Installs the package; whoever needs it is skipped where that cannot be. */
  static void install() {
    assumeTrue(Program.isInstalled("node") && Program.isInstalled("npm"));
    try {
      Files.createDirectories(FOLDER);
      for (String file : List.of("package.json", "package-lock.json", "watch.js")) {
        Files.copy(
            SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Program npm =
        Program.start(
            "npm",
            Map.of(),
            List.of("npm", "ci", "--no-audit", "--no-fund", "--prefix", FOLDER.toString()))) {
      assumeTrue(
          npm.awaitEnd(INSTALL_LIMIT) == 0,
          () -> "The npm package graphql-ws could not be installed: " + npm.output());
    }
  }

  /** Begins to watch; the connection need not stand yet. */
  static StockSubscriber watch(int port, Map<String, ?> where) {
    try {
      return new StockSubscriber(
          new ProcessBuilder(
                  "node",
                  FOLDER.resolve("watch.js").toString(),
                  "ws://127.0.0.1:" + port + "/graphql",
                  Json.write(where))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of the script's commands. */
  void command(String command) {
    commands.println(command);
  }

  /** The next happening of a kind that was not awaited yet: {@code connected}, {@code next}, … */
  JsonNode await(String kind) {
    return await(kind, happening -> true);
  }

  /** The next change of an event of this time that was not awaited yet. */
  JsonNode awaitChange(Instant time) {
    return await("next", happening -> time.equals(instant(happening, "time")));
  }

  /** A time of the event that a change is about. */
  static Instant instant(JsonNode change, String field) {
    JsonNode event = change.path("next").path("data").path("events").path("event");
    return OffsetDateTime.parse(event.path(field).asText()).toInstant();
  }

  /** How often something of a kind happened that was not awaited. */
  long count(String kind) {
    return happenings.stream().filter(happening -> happening.has(kind)).count();
  }

  void forget() {
    happenings.clear();
  }

  private JsonNode await(String kind, Predicate<JsonNode> wanted) {
    JsonNode found =
        Awaitility.await(kind)
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(10))
            .until(
                () ->
                    happenings.stream()
                        .filter(happening -> happening.has(kind) && wanted.test(happening))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    happenings.remove(found);
    return found;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().map(Json::read).forEach(happenings::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // By its handle, which leaves what it has printed to be read to the end.
    process.toHandle().destroyForcibly();
  }
}
