package dev.tocsin.query;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service on a free port, and what a client does with it. */
public final class RunningQueryApi implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningQueryApi(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static RunningQueryApi start(String databaseUrl, String... settings) {
    List<String> arguments = new ArrayList<>(List.of(settings));
    arguments.add("--server.port=0");
    arguments.add("--spring.datasource.url=" + databaseUrl);
    return new RunningQueryApi(
        SpringApplication.run(QueryApplication.class, arguments.toArray(String[]::new)));
  }

  /** On an SQLite file in the folder, with Kafka away; returns once the view can be asked. */
  public static RunningQueryApi startWithoutKafka(Path folder, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("--tocsin.kafka.bootstrap-servers=127.0.0.1:1");
    RunningQueryApi api =
        start("jdbc:sqlite:" + folder.resolve("view.sqlite"), all.toArray(String[]::new));
    // The tables are made after the service listens.
    await().until(() -> !api.ask("{ systems { limit } }").has("errors"));
    return api;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** The answer to a query, errors and all. */
  public JsonNode ask(String query) throws IOException, InterruptedException {
    return ask(query, Map.of());
  }

  public JsonNode ask(String query, Map<String, Object> variables)
      throws IOException, InterruptedException {
    return ask(query, variables, "en");
  }

  /** What a browser gets that wants to be answered in a language. */
  public JsonNode ask(String query, Map<String, Object> variables, String language)
      throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("query", query, "variables", variables));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/graphql"))
            .header("Content-Type", "application/json")
            .header("Accept-Language", language)
            .POST(BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  public int status(String path) throws IOException, InterruptedException {
    return get(path).statusCode();
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    context.close();
  }
}
