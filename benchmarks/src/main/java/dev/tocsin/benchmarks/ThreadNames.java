package dev.tocsin.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a JVM's threads have in Java, by their ids in the operating system: that one keeps
 * 15 characters, which are the same for the Kafka clients of all parts.
 */
final class ThreadNames {
  private static final Pattern THREAD = Pattern.compile("^\"(.*)\" .*\\bnid=(\\w+)");

  private ThreadNames() {}

  /** None where the JVM cannot be asked. */
  static Map<Long, String> of(long pid) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "Thread.print")
            .redirectErrorStream(true)
            .start();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      return read(output.lines()::iterator);
    }
  }

  static Map<Long, String> read(Iterable<String> lines) {
    Map<Long, String> names = new HashMap<>();
    for (String line : lines) {
      Matcher thread = THREAD.matcher(line);
      if (thread.find()) {
        // Decimal or, before JDK 20, hexadecimal.
        names.put(Long.decode(thread.group(2)), thread.group(1));
      }
    }
    return names;
  }
}
