package dev.tocsin.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures Tocsin: {@code ./tocsin bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {EndToEndCommand.class, MicroCommand.class, ProcessorCommand.class},
    description = "Measures Tocsin beside the floor that brokers and clients set.")
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }
}
