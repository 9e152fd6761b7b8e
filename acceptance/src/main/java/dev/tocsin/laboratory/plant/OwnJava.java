package dev.tocsin.laboratory.plant;

import java.util.ArrayList;
import java.util.List;

/** A JVM with the class path of this program, where stock Kafka is too. */
final class OwnJava {
  private OwnJava() {}

  static List<String> command(String main, String... arguments) {
    List<String> further =
        new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main));
    further.addAll(List.of(arguments));
    return SmallJvm.command(384, further);
  }
}
