package dev.tocsin.laboratory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A GraphQL client. */
public final class GraphQl {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  private final URI address;

  public GraphQl(int port) {
    this.address = URI.create("http://127.0.0.1:" + port + "/graphql");
  }

  /** What is answered, whether data or errors. */
  public JsonNode ask(String query) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER_LIMIT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(Map.of("query", query))))
            .build();
    try {
      return Json.read(HTTP.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The data of the one field that is asked for, where nothing is wrong. */
  public JsonNode get(String query) {
    JsonNode answer = ask(query);
    assertThat(answer.path("errors")).as("%s: %s", query, answer).isEmpty();
    return answer.path("data").elements().next();
  }

  public JsonNode mutate(String mutation) {
    return get("mutation { " + mutation + " }");
  }

  public JsonNode query(String query) {
    return get("{ " + query + " }");
  }

  /** The one error that a query or mutation is answered with. */
  public GraphQlError error(String query) {
    JsonNode answer = ask(query);
    assertThat(answer.path("errors")).as("%s: %s", query, answer).hasSize(1);
    JsonNode error = answer.path("errors").path(0);
    assertThat(error.toString()).doesNotContain("Exception", "dev.tocsin", "org.", "SELECT");
    JsonNode extensions = error.path("extensions");
    return new GraphQlError(
        extensions.path("classification").asText(),
        extensions.path("code").asText(null),
        error.path("message").asText());
  }

  /** What a client is told: what kind of error, the MQTT code of the same fault, a sentence. */
  public record GraphQlError(String classification, String code, String message) {}
}
