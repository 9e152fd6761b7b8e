package dev.tocsin.laboratory.plant;

import dev.tocsin.laboratory.Program;
import java.util.ArrayList;
import java.util.List;

/** A JVM with the class path of this program, where stock Kafka is too. */
final class OwnJava {
  private OwnJava() {}

  static List<String> command(String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Program.java(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                Program.temporaryFiles(),
                "-cp",
                System.getProperty("java.class.path"),
                main));
    command.addAll(List.of(arguments));
    return command;
  }
}
