package dev.tocsin.laboratory.plant;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.laboratory.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The executable jar of a service, unpacked and with its classes prepared, so that it starts as
 * fast as a laboratory that starts it a hundred times needs.
 */
public record ServiceJar(Path jar, Path archive) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Prepares the modules' jars, some at once; one caller at a time. */
  public static synchronized Map<String, ServiceJar> prepare(List<String> modules) {
    return modules.parallelStream().collect(toMap(module -> module, ServiceJar::prepare));
  }

  /** Unpacks the module's jar, unless that has been done since it was built. */
  private static ServiceJar prepare(String module) {
    Path built = Program.executable(module);
    Path layout = Program.ROOT.resolve("acceptance/target/services").resolve(module);
    ServiceJar service =
        new ServiceJar(layout.resolve(built.getFileName()), layout.resolve("classes.jsa"));
    if (!service.isNewerThan(built)) {
      run(
          module + "-unpack",
          List.of(
              Program.java(),
              "-Djarmode=tools",
              "-jar",
              built.toString(),
              "extract",
              "--force",
              "--destination",
              layout.toString()));
      // It ends once everything is wired, before it needs anybody.
      List<String> rehearsal = service.command("-XX:ArchiveClassesAtExit=" + service.archive);
      rehearsal.add(1, "-Dspring.context.exit=onRefresh");
      run(module + "-rehearse", rehearsal);
    }
    return service;
  }

  /** Starts the service with the settings. */
  public List<String> command(List<String> settings) {
    List<String> command = command("-XX:SharedArchiveFile=" + archive);
    command.addAll(settings);
    return command;
  }

  private List<String> command(String archiving) {
    return SmallJvm.command(
        256,
        List.of("-XX:+ExitOnOutOfMemoryError", archiving, "-Xlog:cds=off", "-jar", jar.toString()));
  }

  private static void run(String name, List<String> command) {
    try (Program program = Program.start(name, Map.of(), command)) {
      program.awaitEnd(LIMIT);
    }
  }

  private boolean isNewerThan(Path built) {
    try {
      return Files.exists(archive)
          && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(built)) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
