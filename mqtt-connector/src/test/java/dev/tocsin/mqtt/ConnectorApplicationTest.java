package dev.tocsin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class ConnectorApplicationTest {

  @Test
  void it_is_ready_when_everything_is_there_and_stops_within_seconds() {
    try (Surroundings around = new Surroundings()) {
      ConfigurableApplicationContext context = start(around.properties());
      Instant stopping;
      try (context) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> get(context, "/health/readiness").statusCode() == 200);
        assertThat(get(context, "/prometheus").body()).contains("tocsin_connector_received_total");
        stopping = Instant.now();
      }
      assertThat(Duration.between(stopping, Instant.now())).isLessThan(Duration.ofSeconds(6));
    }
  }

  @Test
  void it_starts_alive_but_not_ready_while_nothing_is_there_and_says_what_is_missing() {
    Map<String, String> nowhere =
        Map.of(
            "tocsin.kafka.bootstrap-servers",
            "127.0.0.1:" + TestKafka.freePort(),
            "tocsin.mqtt.port",
            Integer.toString(TestKafka.freePort()));
    try (ConfigurableApplicationContext context = start(nowhere)) {
      assertThat(get(context, "/health/liveness").statusCode()).isEqualTo(200);
      HttpResponse<String> readiness = get(context, "/health/readiness");
      assertThat(readiness.statusCode()).isEqualTo(503);
      assertThat(readiness.body()).contains("waiting for Kafka and the schema registry");
    }
  }

  private static ConfigurableApplicationContext start(Map<String, String> properties) {
    String[] arguments =
        Stream.concat(
                properties.entrySet().stream(), Map.of("server.port", "0").entrySet().stream())
            .map(property -> "--" + property.getKey() + "=" + property.getValue())
            .toArray(String[]::new);
    return SpringApplication.run(ConnectorApplication.class, arguments);
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext context, String path) {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator" + path);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
