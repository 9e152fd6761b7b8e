package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRegistryProcessTest {

  private static final Path HOME = Path.of(System.getProperty(Tocsin.REGISTRY_HOME));

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = Port.anyFree();

  @TempDir Path folder;

  @AfterEach
  void closeTheClient() {
    client.close();
  }

  @Test
  void idsSurviveAKillAndARestartAndAreNotGivenOutTwice() throws Exception {
    String first;
    String second;
    try (var registry = SchemaRegistryProcess.start(port, HOME, folder)) {
      first = register("first-value", "First");
      second = register("second-value", "Second");
      assertThat(second).isNotEqualTo(first);
      registry.handle().destroyForcibly();
      registry.handle().onExit().join();
    }

    try (var registry = SchemaRegistryProcess.start(port, HOME, folder)) {
      assertThat(registry.handle().isAlive()).isTrue();
      assertThat(register("first-value", "First")).isEqualTo(first);
      assertThat(register("second-value", "Second")).isEqualTo(second);
      assertThat(register("third-value", "Third")).isNotIn(first, second);
    }
  }

  /** Registers a record schema as Confluent's clients do; gives back the answer with the id. */
  private String register(String subject, String record) throws IOException, InterruptedException {
    String schema = "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"%s\\\",\\\"fields\\\":[]}";
    var request =
        HttpRequest.newBuilder(
                URI.create(SchemaRegistryProcess.url(port) + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString("{\"schema\": \"" + schema.formatted(record) + "\"}"))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
