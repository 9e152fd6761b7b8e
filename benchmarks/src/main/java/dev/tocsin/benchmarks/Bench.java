package dev.tocsin.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures Tocsin: {@code ./tocsin bench}, which without a command means end-to-end. */
@Command(
    name = "./tocsin bench",
    mixinStandardHelpOptions = true,
    subcommands = {
      ConnectorCommand.class,
      EndToEndCommand.class,
      GrowthCommand.class,
      HopsCommand.class,
      MicroCommand.class,
      ProcessorCommand.class,
      QueryCommand.class
    },
    description =
        "Measures Tocsin beside the floor that brokers and clients set; end-to-end by default.",
    footer = {
      "",
      "Options without a command are those of end-to-end, such as:",
      "  ./tocsin bench --sweep                 which commit interval is best",
      "  ./tocsin bench --rounds 1 --seconds 5  a shorter run",
      "'./tocsin bench COMMAND --help' has the options of a command."
    })
public final class Bench {
  /** Options of the whole; any other one is of end-to-end, which need not be said. */
  private static final Set<String> ABOUT_ALL = Set.of("-h", "--help", "-V", "--version");

  private Bench() {}

  public static void main(String[] arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (all.isEmpty() || (all.getFirst().startsWith("-") && !ABOUT_ALL.contains(all.getFirst()))) {
      all.addFirst("end-to-end");
    }
    System.exit(new CommandLine(new Bench()).execute(all.toArray(String[]::new)));
  }
}
