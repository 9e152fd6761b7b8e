package dev.tocsin.laboratory.plant;

import dev.tocsin.laboratory.Program;
import java.util.ArrayList;
import java.util.List;

/** A JVM of which there are many at once, which starts fast and may be killed. */
final class SmallJvm {
  private SmallJvm() {}

  /**
   * The command that starts it.
   *
   * @param megabytes how large its heap may become, in MiB
   * @param further options, then what it runs and with which arguments
   */
  static List<String> command(int megabytes, List<String> further) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Program.java(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                Program.temporaryFiles()));
    command.addAll(further);
    return command;
  }
}
