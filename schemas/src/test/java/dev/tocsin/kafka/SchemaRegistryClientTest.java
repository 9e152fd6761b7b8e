package dev.tocsin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaRegistryClientTest {
  private static final Schema SCHEMA = SchemaBuilder.builder().stringType();

  private record Answer(int status, String body) {}

  /** What the registry answers, in this order. */
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

  private final Queue<String> questions = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private HttpServer server;
  private SchemaRegistryClient client;

  @BeforeEach
  void aRegistryThatAnswersAsItIsTold() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    client =
        new SchemaRegistryClient(
            "http://127.0.0.1:" + server.getAddress().getPort() + "/", clock());
  }

  private Clock clock() {
    InstantSource source = now::get;
    return source.withZone(ZoneOffset.UTC);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aSchemaIsRegisteredUnderItsSubject() {
    answers.add(new Answer(200, "{\"id\":7}"));
    assertThat(client.register("tocsin.events-value", SCHEMA)).isEqualTo(7);
    assertThat(questions)
        .containsExactly(
            "POST /subjects/tocsin.events-value/versions {\"schema\":\"\\\"string\\\"\"}");
  }

  @Test
  void aSubjectIsMadeToKeepWhatWasWrittenReadable() {
    answers.add(new Answer(200, "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}"));
    client.requireCompatibility("tocsin.events-value");
    assertThat(questions)
        .containsExactly(
            "PUT /config/tocsin.events-value {\"compatibility\":\"BACKWARD_TRANSITIVE\"}");
  }

  @Test
  void aSchemaIsAskedForOnce() {
    answers.add(new Answer(200, "{\"schema\":\"\\\"string\\\"\"}"));
    assertThat(client.schema(7)).isEqualTo(SCHEMA);
    assertThat(client.schema(7)).isEqualTo(SCHEMA);
    assertThat(questions).containsExactly("GET /schemas/ids/7 ");
  }

  @Test
  void anUnknownIdIsAnErrorOfTheRecord() {
    answers.add(new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}"));
    assertThatThrownBy(() -> client.schema(7)).isInstanceOf(SerializationException.class);
  }

  @Test
  void anUnknownIdIsNotAskedForAgainUntilAMomentLater() {
    answers.add(new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}"));
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> client.schema(7)).isInstanceOf(SerializationException.class);
    }
    assertThat(questions).hasSize(1);
    answers.add(new Answer(200, "{\"schema\":\"\\\"string\\\"\"}"));
    now.set(now.get().plus(SchemaRegistryClient.DOUBT));
    assertThat(client.schema(7)).isEqualTo(SCHEMA);
  }

  @Test
  void anIdOfWhatIsNoAvroSchemaIsAnErrorOfTheRecord() {
    int id = 7;
    for (String body :
        List.of("{\"schema\":\"message A {}\",\"schemaType\":\"PROTOBUF\"}", "{}", "[]")) {
      answers.add(new Answer(200, body));
      int next = id++;
      assertThatThrownBy(() -> client.schema(next)).isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void aSchemaThatTheRegistryRefusesIsRefused() {
    Answer incompatible = new Answer(409, "{\"error_code\":409,\"message\":\"incompatible\"}");
    answers.addAll(Collections.nCopies(SchemaRegistryClient.MOST_CONFLICTS, incompatible));
    assertThatThrownBy(() -> client.register("s", SCHEMA))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("409");
  }

  @Test
  void atTheStartARefusalIsWaitedForToo() {
    answers.add(new Answer(422, "{\"error_code\":42201,\"message\":\"the subject is read-only\"}"));
    answers.add(new Answer(200, "{\"id\":7}"));
    client.untilTaken(() -> client.register("s", SCHEMA));
    assertThat(questions).hasSize(2);
  }

  @Test
  void aConflictWithAServiceThatSaysTheSamePasses() {
    answers.add(new Answer(409, "{}"));
    answers.add(new Answer(200, "{\"id\":7}"));
    assertThat(client.register("s", SCHEMA)).isEqualTo(7);
  }

  @Test
  void aRegistryInTroubleIsWaitedFor() {
    answers.addAll(
        List.of(
            new Answer(503, ""),
            new Answer(401, "{}"),
            new Answer(200, "<html>a proxy's page</html>"),
            new Answer(200, "{\"id\":7}")));
    assertThat(client.register("s", SCHEMA)).isEqualTo(7);
  }

  @Test
  void aRegistryThatIsNotThereYetIsWaitedFor() throws Exception {
    int port = freePort();
    SchemaRegistryClient early =
        new SchemaRegistryClient("http://127.0.0.1:" + port, Clock.systemUTC());
    CompletableFuture<Integer> id =
        CompletableFuture.supplyAsync(() -> early.register("s", SCHEMA));
    assertThatThrownBy(() -> id.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    try (LocalSchemaRegistry late = new LocalSchemaRegistry(port)) {
      assertThat(late.url()).endsWith(":" + port);
      assertThat(id.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    questions.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Answer answer = answers.remove();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
