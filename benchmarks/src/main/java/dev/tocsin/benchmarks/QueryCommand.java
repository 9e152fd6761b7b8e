package dev.tocsin.benchmarks;

import dev.tocsin.query.view.QueryBenchmark;
import dev.tocsin.standalone.AtExit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The read model alone: how fast it is written, and how fast it answers a console. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "The read model: what a console asks of many events, on SQLite.")
final class QueryCommand implements Callable<Integer> {
  @Option(names = "--events", defaultValue = "1000000", description = "Events to load.")
  private int events;

  @Option(names = "--systems", defaultValue = "10000", description = "Systems to load.")
  private int systems;

  @Option(names = "--components", defaultValue = "50000", description = "Components to load.")
  private int components;

  @Option(names = "--times", defaultValue = "300", description = "How often each query is asked.")
  private int times;

  @Option(
      names = "--url",
      description =
          "A database to load and to keep, such as jdbc:postgresql://127.0.0.1/bench; if it has"
              + " events already they are taken as they are. By default a new SQLite file.")
  private String url;

  @Option(names = "--plans", description = "Print how the database comes to each answer.")
  private boolean plans;

  @Override
  public Integer call() throws Exception {
    if (url != null) {
      run(url);
      return 0;
    }
    Path folder = Files.createTempDirectory("tocsin-bench-query");
    AtExit.close(() -> FileSystemUtils.deleteRecursively(folder));
    run("jdbc:sqlite:" + folder.resolve("view.sqlite"));
    return 0;
  }

  private void run(String database) {
    try (QueryBenchmark benchmark = new QueryBenchmark(database, systems, components, events)) {
      benchmark.load();
      if (plans) {
        benchmark.printPlans();
      }
      benchmark.measure(times);
    }
  }
}
