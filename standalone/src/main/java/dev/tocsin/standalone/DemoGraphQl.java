package dev.tocsin.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The operator of the demonstration: sends GraphQL and shows question and answer. */
final class DemoGraphQl {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  private final URI address;
  private final PrintStream out;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  DemoGraphQl(URI address, PrintStream out) {
    this.address = address;
    this.out = out;
  }

  /** Asks, and gives back what stands under the one field that was asked for. */
  JsonNode ask(String query) {
    out.println("  GraphQL> " + query);
    JsonNode answer = send(query);
    out.println("  GraphQL< " + answer);
    if (answer.hasNonNull("errors")) {
      throw new DemoFailure("GraphQL refused it: " + answer.at("/errors/0/message").asText());
    }
    return answer.path("data").elements().next();
  }

  private JsonNode send(String query) {
    try {
      var request =
          HttpRequest.newBuilder(address)
              .timeout(ANSWER_LIMIT)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of("query", query))))
              .build();
      return json.readTree(client.send(request, BodyHandlers.ofString()).body());
    } catch (JsonProcessingException e) {
      throw new DemoFailure(address + " answered something that is not JSON.");
    } catch (IOException e) {
      throw new DemoFailure(
          "GraphQL at %s does not answer: is Tocsin running (./tocsin up)?".formatted(address));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("Interrupted.");
    }
  }
}
