package dev.tocsin.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of the part of the Confluent Schema Registry's REST API that Tocsin uses. What it has
 * learned it keeps: ids never change their meaning. A registry that cannot be reached is waited
 * for; an id that it does not know is an error of the record that carries it, and is not asked for
 * again for a moment.
 *
 * <p>Thread-safe.
 */
public final class SchemaRegistryClient {
  private static final Logger log = LoggerFactory.getLogger(SchemaRegistryClient.class);
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  /** What the registry says of a question that it will never answer otherwise; all else passes. */
  private static final Set<Integer> REFUSALS = Set.of(400, 404, 409, 422);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** So many conflicts in a row are believed. */
  static final int MOST_CONFLICTS = 10;

  private static final Duration AFTER_CONFLICT = Duration.ofMillis(50);
  private static final Duration RETRY = Duration.ofMillis(500);

  /**
   * How long an id that leads to no schema is not asked for again. Records with such an id may come
   * in any number, and each question holds up those behind it; but a registry's replica may learn
   * late of an id that is good.
   */
  static final Duration DOUBT = Duration.ofSeconds(1);

  private static final int MOST_DOUBTED = 1_000;

  private final String baseUrl;
  private final Clock clock;
  private final HttpClient http;
  private final ObjectMapper json = new ObjectMapper();
  private final OncePerMinute waiting;
  private final ConcurrentMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Instant> doubted = new ConcurrentHashMap<>();

  public SchemaRegistryClient(String baseUrl, Clock clock) {
    this.baseUrl = baseUrl.replaceAll("/+$", "");
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    this.waiting = new OncePerMinute(clock);
  }

  /**
   * The id of this schema under this subject, which is registered where it is new. The subject
   * accepts later schemas only if they can read everything that was written before.
   *
   * @throws SerializationException where the registry refuses the schema
   */
  public int register(String subject, Schema schema) {
    String path = "/subjects/" + encoded(subject) + "/versions";
    ObjectNode body = json.createObjectNode().put("schema", schema.toString());
    int id = send(request(path).POST(content(body)).build()).required("id").intValue();
    schemas.put(id, schema);
    return id;
  }

  /** Makes the subject refuse schemas that cannot read everything that was written before. */
  public void requireCompatibility(String subject) {
    ObjectNode body = json.createObjectNode().put("compatibility", "BACKWARD_TRANSITIVE");
    send(request("/config/" + encoded(subject)).PUT(content(body)).build());
  }

  /**
   * Does this until the registry does not refuse it any more: whoever runs the registry may have to
   * change something there.
   */
  void untilTaken(Runnable registration) {
    while (true) {
      try {
        registration.run();
        return;
      } catch (SerializationException e) {
        await(e.getMessage());
      }
    }
  }

  /**
   * The schema with this id.
   *
   * @throws SerializationException where the registry knows no such id, or what it knows is no Avro
   */
  public Schema schema(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Instant until = doubted.get(id);
    if (until != null && clock.instant().isBefore(until)) {
      throw new SerializationException("The schema registry has no schema with the id " + id);
    }
    try {
      Schema schema = asked(id);
      schemas.put(id, schema);
      return schema;
    } catch (SerializationException e) {
      doubt(id);
      throw e;
    }
  }

  private Schema asked(int id) {
    JsonNode answer = send(request("/schemas/ids/" + id).GET().build());
    try {
      return new Schema.Parser().parse(answer.path("schema").asText());
    } catch (SchemaParseException e) {
      throw new SerializationException("The schema with the id " + id + " is none of Avro's", e);
    }
  }

  private void doubt(int id) {
    if (doubted.size() >= MOST_DOUBTED) {
      // Noise may name any id.
      doubted.clear();
    }
    doubted.put(id, clock.instant().plus(DOUBT));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path))
        .timeout(TIMEOUT)
        .header("Content-Type", MEDIA_TYPE)
        .header("Accept", MEDIA_TYPE + ", application/json");
  }

  private JsonNode send(HttpRequest request) {
    int conflicts = 0;
    while (true) {
      try {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() < 300) {
          return json.readTree(response.body());
        }
        if (response.statusCode() == 409 && ++conflicts < MOST_CONFLICTS) {
          // Services that start together say the same at once; a real conflict is still one later.
          pause(AFTER_CONFLICT);
          continue;
        }
        if (REFUSALS.contains(response.statusCode())) {
          throw new SerializationException(
              "The schema registry answered "
                  + response.statusCode()
                  + " to "
                  + request.method()
                  + " "
                  + request.uri().getPath());
        }
        await("it answered " + response.statusCode());
      } catch (IOException e) {
        await(e.getClass().getSimpleName());
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  private void await(String reason) {
    waiting.say(() -> log.warn("Waiting for the schema registry at {}: {}", baseUrl, reason));
    pause(RETRY);
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private HttpRequest.BodyPublisher content(JsonNode body) {
    try {
      return BodyPublishers.ofString(json.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can always be written", e);
    }
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8);
  }
}
