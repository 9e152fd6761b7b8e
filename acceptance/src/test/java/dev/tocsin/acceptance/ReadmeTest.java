package dev.tocsin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Types the commands of the README's walk-through, as a user would, in one shell. */
@ExtendWith(SharedTocsin.class)
class ReadmeTest {
  private static final Pattern SECTION =
      Pattern.compile(
          "## One event followed through\n(.*?)\n## What an operator asks for", Pattern.DOTALL);
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  private final Ports ports;

  ReadmeTest(RunningTocsin tocsin) {
    this.ports = tocsin.ports();
  }

  @Test
  void theWalkThroughWorksAsItIsPrinted(@TempDir Path folder) throws IOException {
    for (String program : List.of("mosquitto_pub", "mosquitto_sub", "kcat", "curl", "jq")) {
      assumeTrue(Program.isInstalled(program));
    }
    Path script = Files.writeString(folder.resolve("walk-through"), "set -eu\n" + commands());
    try (Program bash =
        Program.start("readme", Map.of(), List.of("timeout", "90", "bash", script.toString()))) {
      int exitCode = bash.awaitEnd(Duration.ofSeconds(100));
      String output = bash.output();
      assertThat(exitCode).as(output).isZero();
      assertThat(output)
          .contains("\"status\": \"ACTIVATED\"")
          .containsPattern("/events/[0-9a-f-]{36}/state ACTIVE")
          .contains("An event model with the code batery-low does not exist")
          .contains("\"ok\":true")
          .containsPattern("/events/[0-9a-f-]{36}/state RESOLVED")
          .containsPattern("/ack \\{\"time\":")
          .contains("\"status\": \"RESOLVED\"")
          .containsPattern("request-1 \\{\"imported\":\\[\"[0-9a-f-]{36}\"],\"errors\":\\{\"1\":");
      assertThat(Pattern.compile("[0-9a-f-]{36} \\d@\\d+, \\d+ bytes").matcher(output).results())
          .as("the event's changes on Kafka: %s", output)
          .hasSize(3);
    }
  }

  private String commands() throws IOException {
    String readme = Files.readString(Program.ROOT.resolve("README.md"));
    MatchResult section = SECTION.matcher(readme).results().findFirst().orElseThrow();
    return BLOCK
        .matcher(section.group(1))
        .results()
        .map(block -> block.group(1))
        .collect(Collectors.joining("\n"))
        .replace("1883", Integer.toString(ports.mqtt()))
        .replace("9092", Integer.toString(ports.kafka()))
        .replace("8081", Integer.toString(ports.registry()))
        .replace("8080", Integer.toString(ports.http()));
  }
}
