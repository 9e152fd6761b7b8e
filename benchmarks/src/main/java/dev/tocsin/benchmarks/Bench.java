package dev.tocsin.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures Tocsin: {@code ./tocsin bench}, which without a command means all of it. */
@Command(
    name = "./tocsin bench",
    mixinStandardHelpOptions = true,
    subcommands = {
      EndToEndCommand.class,
      MicroCommand.class,
      ProcessorCommand.class,
      QueryCommand.class
    },
    description =
        "Measures Tocsin beside the floor that brokers and clients set; end-to-end by default.")
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) {
    String[] command = arguments.length == 0 ? new String[] {"end-to-end"} : arguments;
    System.exit(new CommandLine(new Bench()).execute(command));
  }
}
