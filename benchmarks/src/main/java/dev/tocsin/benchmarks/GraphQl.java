package dev.tocsin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;

/**
 * What a console asks of a running Tocsin: to know the fleet, and that somebody has seen an event.
 */
record GraphQl(URI address, HttpClient http, ObjectMapper json) {
  GraphQl(int port) {
    this(
        URI.create("http://127.0.0.1:" + port + "/graphql"),
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
        new ObjectMapper());
  }

  /** Runs a mutation of something that answers its uuid. */
  UUID create(String mutation) throws IOException, InterruptedException {
    JsonNode answer = ask("mutation { " + mutation + " { uuid } }");
    return UUID.fromString(answer.path("data").elements().next().path("uuid").asText());
  }

  void acknowledge(UUID event) throws IOException, InterruptedException {
    ask("mutation { ackEvent(uuid: \"" + event + "\") { ok } }");
  }

  private JsonNode ask(String query) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of("query", query))))
            .build();
    JsonNode answer = json.readTree(http.send(request, BodyHandlers.ofString()).body());
    if (answer.has("errors")) {
      throw new IOException(query + ": " + answer);
    }
    return answer;
  }
}
