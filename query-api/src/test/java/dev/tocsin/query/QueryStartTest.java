package dev.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryStartTest {
  @TempDir private static Path folder;

  @Test
  void it_starts_alive_but_not_ready_before_the_host_of_kafka_has_a_name() throws Exception {
    try (RunningQueryApi api =
        RunningQueryApi.start(
            "jdbc:sqlite:" + folder.resolve("view.db"),
            "--tocsin.kafka.bootstrap-servers=kafka.invalid:9092")) {
      assertThat(api.status("/actuator/health/liveness")).isEqualTo(200);
      HttpResponse<String> readiness = api.get("/actuator/health/readiness");
      assertThat(readiness.statusCode()).isEqualTo(503);
      assertThat(readiness.body()).contains("not taken yet");
    }
  }
}
